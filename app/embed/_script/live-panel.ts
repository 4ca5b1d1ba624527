import { assignSlots } from '@/lib/chart/slots';
import { ageText } from '@/lib/embed/draw/age-text';
import { bodyHtml } from '@/lib/embed/draw/body-html';
import { sparkId, type LivePanelConfig } from '@/lib/embed/draw/page-config';
import type { Answer } from '@/lib/model/answer';
import { applyPatch } from '@/lib/model/apply-patch';
import type { WatchFrame } from '@/lib/model/live-frame';
import { showTip } from './tip';

type Part = { answer: Answer | null; seq: number | null };

/** One panel of the page: its answers as the stream brings them, drawn at most once a frame and at the width it has. */
export class LivePanel {
  private readonly body: HTMLElement;
  private readonly main: Part = { answer: null, seq: null };
  private readonly spark: Part = { answer: null, seq: null };
  private slots: ReadonlyMap<string, number> = new Map();
  private isDue = false;
  height: number;

  constructor(
    private readonly root: HTMLElement,
    private readonly config: LivePanelConfig,
    private readonly locale: string,
  ) {
    this.body = root.querySelector<HTMLElement>('.sg-body') ?? root;
    this.height = config.height;
    let width = this.body.clientWidth;
    new ResizeObserver(() => {
      if (this.body.clientWidth === width) return;
      width = this.body.clientWidth;
      this.drawSoon();
    }).observe(this.body);
    showTip(this.body, () => ({
      answer: this.main.answer,
      panel: this.shape(),
      locale: this.locale,
      slots: this.slots,
    }));
  }

  setHeight(height: number): void {
    this.height = height;
    this.body.style.height = `${height}px`;
    this.drawSoon();
  }

  /** False when the frame does not follow on what is here: the stream has to begin anew. */
  apply(frame: WatchFrame): boolean {
    const part = frame.id === sparkId(this.config.id) ? this.spark : this.main;
    if (frame.type === 'snapshot') part.answer = frame.answer;
    if (frame.type === 'patch') {
      if (part.answer === null || (part.seq !== null && frame.seq !== part.seq + 1)) return false;
      try {
        part.answer = applyPatch(part.answer, frame.patch, frame.meta);
      } catch {
        // It was made for another answer.
        return false;
      }
    }
    if (frame.type !== 'failed') part.seq = frame.seq;
    this.drawSoon();
    return true;
  }

  private shape() {
    return { ...this.config, height: this.height };
  }

  private drawSoon(): void {
    if (this.isDue) return;
    this.isDue = true;
    requestAnimationFrame(() => {
      this.isDue = false;
      this.draw();
    });
  }

  private draw(): void {
    const { answer } = this.main;
    if (answer === null || (this.config.hasSpark && this.spark.answer === null)) return;
    const { data } = answer;
    if (data.kind === 'trend')
      this.slots = assignSlots(
        data.series.map(({ key }) => key),
        this.slots,
      );
    const scrolled = this.body.querySelector('.sg-scroll')?.scrollTop ?? 0;
    this.body.innerHTML = bodyHtml(
      this.shape(),
      { data, ...(this.spark.answer && { spark: this.spark.answer.data }) },
      { widths: [Math.max(120, this.body.clientWidth)], locale: this.locale, slots: this.slots },
    );
    const list = this.body.querySelector('.sg-scroll');
    if (list) list.scrollTop = scrolled;
    const age = this.root.querySelector('.sg-age');
    if (age) age.textContent = ageText(answer.meta, { now: Date.now(), locale: this.locale });
    this.root.dataset.drawn = '';
  }
}
