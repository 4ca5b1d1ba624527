import { sparkId, type PageConfig } from '@/lib/embed/draw/page-config';
import { wordsOf } from '@/lib/embed/draw/words';
import type { LiveFrame, WatchFrame } from '@/lib/model/live-frame';
import { LivePanel } from './live-panel';

/** A portal that restarts is back within seconds; pages come back spread over as many. */
const retryMs = { least: 1_000, most: 30_000 };

/** All panels of an embed's page on one stream. */
export class LivePage {
  private readonly panels = new Map<string, LivePanel>();
  private readonly locale: string;
  private stream: EventSource | null = null;
  private failures = 0;

  constructor(private readonly config: PageConfig) {
    this.locale = config.locale;
    for (const panel of config.panels) {
      const root = document.getElementById(`p-${panel.id}`);
      if (root) this.panels.set(panel.id, new LivePanel(root, panel, this.locale));
    }
  }

  start(): void {
    if (this.config.grant !== null) this.open();
  }

  /** The frame has this height whatever is in it, so the one chart of the page takes what is left. */
  fill(height: number): void {
    const [only] = this.panels.values();
    if (this.panels.size !== 1 || !only) return;
    const around = document.body.scrollHeight - only.height;
    only.setHeight(Math.max(60, height - around));
  }

  private open(): void {
    const stream = new EventSource(`/api/live?grant=${encodeURIComponent(this.config.grant ?? '')}`);
    this.stream = stream;
    stream.onmessage = (event: MessageEvent<string>) => this.onFrame(JSON.parse(event.data) as LiveFrame);
    stream.onerror = () => this.onError(stream);
  }

  private onFrame(frame: LiveFrame): void {
    this.failures = 0;
    if (frame.type === 'status' || frame.type === 'heartbeat' || frame.type === 'incident') return this.say('on');
    if (frame.type === 'closing') return this.again(frame.retryInMs);
    this.say('on');
    const panel = this.panels.get(frame.id) ?? this.panels.get(frame.id.slice(0, -sparkId('').length));
    if (panel?.apply(frame) === false) this.again(0);
    this.sayAsOf(frame);
  }

  private onError(stream: EventSource): void {
    if (stream !== this.stream) return;
    this.say('off');
    stream.close();
    this.failures += 1;
    void this.afterFailure();
  }

  /** A stream does not say why it ended, but the page itself does when it is asked for again. */
  private async afterFailure(): Promise<void> {
    const reply = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).catch(() => null);
    const reason = reply?.headers.get('x-sightglass-refusal');
    if (reason === 'expired') return this.say('ended');
    if (reply && [401, 403, 404].includes(reply.status)) return location.reload();
    const wait = Math.min(retryMs.least * 2 ** (this.failures - 1), retryMs.most);
    this.again(wait * (0.5 + Math.random() / 2));
  }

  private again(ms: number): void {
    this.stream?.close();
    this.stream = null;
    setTimeout(() => this.open(), ms);
  }

  private say(state: 'on' | 'off' | 'ended'): void {
    const mark = document.getElementById('sg-live');
    if (!mark || mark.dataset.live === state) return;
    const words = wordsOf(this.locale);
    mark.dataset.live = state;
    mark.textContent = { on: words.live, off: words.waiting, ended: words.ended }[state];
  }

  private sayAsOf(frame: WatchFrame): void {
    const mark = document.getElementById('sg-as-of');
    const [first] = this.config.panels;
    const meta = frame.type === 'snapshot' ? frame.answer.meta : frame.type === 'patch' ? frame.meta : null;
    if (!mark || !meta || !first) return;
    const form = { dateStyle: 'medium', timeStyle: 'medium', timeZone: first.timezone } as const;
    mark.textContent = new Intl.DateTimeFormat(this.locale, form).format(meta.asOf);
  }
}
