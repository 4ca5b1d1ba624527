import { chartModel } from '@/lib/chart/chart-model';
import { formatExact } from '@/lib/chart/format-number';
import { formatBucket } from '@/lib/chart/format-time';
import { paint } from '@/lib/chart/palette';
import { escapeXml } from '@/lib/chart/svg';
import { timeScene } from '@/lib/chart/time-scene';
import type { DrawnPanel } from '@/lib/embed/draw/body-html';
import { inLocale } from '@/lib/chart/locale';
import type { Answer } from '@/lib/model/answer';

type Shown = { answer: Answer | null; panel: DrawnPanel; locale: string; slots: ReadonlyMap<string, number> };
const maxRows = 10;

/** The numbers under the pointer, on charts over time. */
export function showTip(body: HTMLElement, shown: () => Shown): void {
  const clear = () => body.querySelectorAll('.sg-tip,.sg-hair').forEach((one) => one.remove());
  body.addEventListener('pointerleave', clear);
  body.addEventListener('pointermove', (event) => {
    clear();
    draw(body, event.clientX - body.getBoundingClientRect().left, shown());
  });
}

function draw(body: HTMLElement, x: number, { answer, panel, locale, slots }: Shown): void {
  if (!answer || panel.chart === 'table') return;
  const { chart, unit, title, timezone } = panel;
  const model = chartModel({ chart, unit, title, timezone, data: answer.data, slots });
  if (model?.kind !== 'time' || model.times.length === 0) return;
  const width = body.clientWidth;
  const { plot, xDomain } = timeScene(model, { width, height: panel.height, theme: 'css' });
  const [from, to] = xDomain;
  const at = from + ((x - plot.left) / plot.width) * (to - from);
  const index = nearest(model.times, at);
  const start = model.times[index] ?? 0;
  const place = plot.left + ((start - from) / (to - from)) * plot.width;
  const rows = model.series.slice(0, maxRows).map(({ label, color, values }) => {
    const value = escapeXml(inLocale(locale, () => formatExact(values[index], unit)));
    const mark = `<svg width="8" height="8" aria-hidden="true"><rect width="8" height="8" rx="2" fill="${paint(color, 'css')}"/></svg>`;
    return `<div>${mark} ${model.series.length > 1 ? `${escapeXml(label)} ` : ''}<b>${value}</b></div>`;
  });
  const hair = element('sg-hair', '');
  hair.style.left = `${place}px`;
  hair.style.height = `${plot.top + plot.height}px`;
  const tip = element(
    'sg-tip',
    `${escapeXml(inLocale(locale, () => formatBucket(start, model.grain, timezone)))}${rows.join('')}`,
  );
  if (place > width / 2) tip.style.right = `${width - place + 8}px`;
  else tip.style.left = `${place + 8}px`;
  body.append(hair, tip);
}

function element(className: string, html: string): HTMLElement {
  const made = document.createElement('div');
  made.className = className;
  made.innerHTML = html;
  return made;
}

function nearest(times: readonly number[], at: number): number {
  let best = 0;
  times.forEach((time, index) => {
    if (Math.abs(time - at) < Math.abs((times[best] ?? 0) - at)) best = index;
  });
  return best;
}
