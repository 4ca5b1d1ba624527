import { escapeXml } from '@/lib/chart/svg';
import { wordsOf, type Words } from '@/lib/embed/draw/words';
import { rangeParams } from '@/lib/dashboards/board/board-view';
import { rangePresets } from '@/lib/dashboards/view/range-presets';
import type { RangeSpec } from '@/lib/model/query-range';

/** A parameter that whoever watches may choose. Without choices it is typed. */
export type FilterField = { name: string; label: string; choices: readonly string[] | null; chosen: readonly string[] };
export type FilterInput = {
  fields: readonly FilterField[];
  /** Null when the time cannot be chosen. */
  range: RangeSpec | null;
  search: URLSearchParams;
  locale: string;
};

/** What may be chosen, as a plain form: it works without script and is sent at once with it. Empty when nothing may be. */
export function filterForm({ fields, range, search, locale }: FilterInput): string {
  if (fields.length === 0 && range === null) return '';
  const words = wordsOf(locale);
  const own = new Set(['from', 'to', ...fields.map(({ name }) => `var-${name}`)]);
  const kept = [...search].filter(
    ([name, value]) => value !== '' && !(own.has(name) && (range || name.startsWith('var-'))),
  );
  const hidden = kept.map(
    ([name, value]) => `<input type="hidden" name="${escapeXml(name)}" value="${escapeXml(value)}">`,
  );
  const parts = fields.map((field) => fieldHtml(field, words.all));
  if (range) parts.push(rangeHtml(range, words));
  return `<form method="get" target="_self" data-filters>${hidden.join('')}${parts.join('')}<button>${escapeXml(words.apply)}</button></form>`;
}

function fieldHtml({ name, label, choices, chosen }: FilterField, all: string): string {
  const [value = ''] = chosen;
  const named = `name="var-${escapeXml(name)}"`;
  if (choices === null)
    return `<label>${escapeXml(label)}<input ${named} value="${escapeXml(value)}" placeholder="${escapeXml(all)}" maxlength="200"></label>`;
  const known = value === '' || choices.includes(value) ? choices : [value, ...choices];
  const options = known.map((one) => optionHtml(one, one, one === value));
  return `<label>${escapeXml(label)}<select ${named}>${optionHtml('', all, value === '')}${options.join('')}</select></label>`;
}

function rangeHtml(range: RangeSpec, { time, ranges }: Words): string {
  const chosen = 'last' in range ? range.last : '';
  const options = rangePresets.map((preset) => {
    const [[, from], [, to]] = rangeParams({ last: preset.last });
    return optionHtml(
      to === 'now' ? from : `${from}|${to}`,
      ranges[preset.last] ?? preset.label,
      preset.last === chosen,
    );
  });
  const own = chosen === '' ? optionHtml('', '…', true) : '';
  return `<label>${escapeXml(time)}<select name="from">${own}${options.join('')}</select></label>`;
}

const optionHtml = (value: string, label: string, isChosen: boolean): string =>
  `<option value="${escapeXml(value)}"${isChosen ? ' selected' : ''}>${escapeXml(label)}</option>`;
