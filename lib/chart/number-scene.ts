import type { NumberModel } from './number-model';
import { formatChange, formatValue } from './format-number';
import { chromeOf, emptyScene } from './frame';
import { paint } from './palette';
import { px, type Mark, type Scene, type SceneSize } from './scene-types';
import { textMark } from './text-mark';
import { fitText, textWidth } from './text-width';

/** px; in a lower picture there is room for the number only. */
const leastForChange = 60;

/** One big number, as large as fits, with its change against the earlier one below. */
export function numberScene(model: NumberModel, size: SceneSize): Scene {
  const text = formatValue(model.value, model.unit);
  const change = model.previous === undefined ? undefined : formatChange(model.value, model.previous);
  const against = change ? `${change.text} vs ${formatValue(model.previous, model.unit)}` : '';
  const base = emptyScene(size, {
    title: model.title,
    description: [`${model.title}: ${text}`, against].filter(Boolean).join(', '),
  });
  const chrome = chromeOf(size, model.title, []);
  const room = Math.max(0, size.height - chrome.top - chrome.bottom);
  const inner = Math.max(0, size.width - 2 * chrome.side - 8);
  const isLow = room < leastForChange;
  const caption = isLow ? '' : against;
  const big = Math.max(1, Math.min(72, room * (isLow ? 0.75 : 0.36), inner / Math.max(1, textWidth(text, 1))));
  const x = px(chrome.side + 4);
  const y = px(chrome.top + (room + big * 0.7 - (caption ? 26 : 0) - Math.min(room / 2, model.more.length * 18)) / 2);
  const marks: Mark[] = [
    {
      type: 'text',
      key: 'value',
      x,
      y,
      text,
      anchor: 'start',
      color: paint('chart-ink', size.theme),
      fontSize: px(big),
      weight: 600,
    },
  ];
  if (caption)
    marks.push({
      type: 'text',
      key: 'change',
      x,
      y: px(y + 26),
      text: fitText(caption, inner, 13),
      anchor: 'start',
      color: paint('chart-text', size.theme),
      fontSize: 13,
      weight: 400,
    });
  // The measures after the first, a line each while there is room.
  model.more.forEach((one, index) => {
    const line = y + (caption ? 26 : 0) + 22 + index * 18;
    if (line > size.height - chrome.bottom - 2) return;
    const written = `${one.label}: ${formatValue(one.value, model.unit)}`;
    marks.push(...textMark(written, { key: `more-${index}`, x, y: line, width: inner, theme: size.theme }));
  });
  return { ...base, marks: [...chrome.marks, ...marks] };
}
