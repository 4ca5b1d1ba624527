import type { FieldError } from '@/lib/errors/app-error';
import { parseBoardTime } from '@/lib/dashboards/board/board-time';
import { all } from '@/lib/dashboards/board/board-view';
import { parseFilters, type ViewFault } from '@/lib/dashboards/view/view-state';
import { invalidInput } from '@/lib/model/check-input';
import type { Condition } from '@/lib/model/filter';
import { rangeSchema, timezoneSchema, type RangeSpec } from '@/lib/model/query-range';
import { minuteMs } from '@/lib/time/duration';
import { chartSizes, type ChartView } from './chart-view';

/** `variables`: those that the chart has. `timezone`: the chart's own, in which times without offset are read. */
type At = { timezone: string; variables: readonly string[]; now: number };

const names = [
  'width',
  'height',
  'theme',
  'background',
  'scale',
  'locale',
  'range',
  'from',
  'to',
  'timezone',
  'filter',
];
/** Read elsewhere: who asks, and what makes an address new to a cache. */
const others = new Set(['workspace', 'token', 'v']);
const repeated = new Set(['filter']);
const longest = 2_000;

/**
 * Reads the parameters of a chart's address. Throws AppError invalid_input that names each parameter which is unknown, given twice
 * or out of bounds: a picture that is not what was asked for would be found out by nobody.
 */
export function parseChartView(params: URLSearchParams, at: At): ChartView {
  const faults = nameFaults(params, at.variables);
  const read = readerOf(params, faults);
  const timezone = read('timezone', readTimezone);
  const view = {
    width: read('width', readSize('width')) ?? chartSizes.width.usual,
    height: read('height', readSize('height')) ?? chartSizes.height.usual,
    theme: read('theme', readTheme) ?? 'light',
    background: read('background', readBackground),
    scale: read('scale', readScale) ?? 1,
    locale: read('locale', readLocale) ?? 'en',
    range: readRange(params, { read, faults, timezone: timezone ?? at.timezone, now: at.now }),
    timezone,
    filters: readFilters(params, faults),
    variables: readVariables(params, at.variables),
  };
  if (faults.length > 0) throw invalidInput(faults);
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined)) as ChartView;
}

function nameFaults(params: URLSearchParams, variables: readonly string[]): FieldError[] {
  const known = new Set([...names, ...others, ...variables.map((name) => `var-${name}`)]);
  return [...new Set(params.keys())].flatMap((path): FieldError[] => {
    const values = params.getAll(path);
    if (!known.has(path)) return [{ path: path.slice(0, 60), reason: unknownReason(path, variables) }];
    if (values.some((value) => value.length > longest)) return [{ path, reason: `longer than ${longest} characters` }];
    const isOnce = values.length < 2 || repeated.has(path) || path.startsWith('var-');
    return isOnce ? [] : [{ path, reason: 'given more than once' }];
  });
}

function unknownReason(path: string, variables: readonly string[]): string {
  if (!path.startsWith('var-')) return `There is no such parameter; there are ${names.join(', ')} and var-NAME.`;
  const all = variables.length > 0 ? `it has ${variables.map((name) => `var-${name}`).join(', ')}` : 'it has none';
  return `This chart has no such variable; ${all}.`;
}

class Refused extends Error {}
type Read = <T>(name: string, parse: (text: string) => T) => T | undefined;

/** A parameter that is not there, or is empty, is undefined; one that cannot be read too, with its fault noted. */
function readerOf(params: URLSearchParams, faults: FieldError[]): Read {
  return (name, parse) => {
    const text = params.get(name)?.trim() ?? '';
    if (text === '') return undefined;
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      faults.push({ path: name, reason: error.message });
      return undefined;
    }
  };
}

const readSize = (side: 'width' | 'height') => (text: string) => {
  const { least, most } = chartSizes[side];
  const value = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new Refused(`Use a whole number from ${least} to ${most}.`);
};

function readTheme(text: string): 'light' | 'dark' {
  if (text === 'light' || text === 'dark') return text;
  throw new Refused('Use light or dark.');
}

function readScale(text: string): 1 | 2 {
  if (text === '1' || text === '2') return text === '1' ? 1 : 2;
  throw new Refused('Use 1 or 2.');
}

/** Only what cannot be anything but a colour comes through. */
function readBackground(text: string): string {
  if (text === 'transparent') return text;
  const hex = /^#?((?:[\da-f]{3}){1,2})$/i.exec(text)?.[1];
  if (hex !== undefined) return `#${hex.toLowerCase()}`;
  throw new Refused('Use transparent or a colour such as ffffff.');
}

function readLocale(text: string): string {
  try {
    const [locale] = text.length <= 35 ? Intl.DateTimeFormat.supportedLocalesOf(text) : [];
    if (locale !== undefined) return locale;
  } catch {
    // Said below, as for a language that is not known.
  }
  throw new Refused('Use a language tag such as en, de or pt-BR.');
}

function readTimezone(text: string): string {
  if (/^[A-Za-z]/.test(text) && timezoneSchema.safeParse(text).success) return text;
  throw new Refused('Use an IANA timezone such as Europe/Berlin.');
}

type RangeAt = { read: Read; faults: FieldError[]; timezone: string; now: number };

/** As the links of the portal write it: `range`, or `from` with `to` in the form of the overview or of dashboards. */
function readRange(params: URLSearchParams, { read, faults, timezone, now }: RangeAt): RangeSpec | undefined {
  const range = read('range', (last) => {
    const parsed = rangeSchema.safeParse({ last });
    if (parsed.success) return parsed.data;
    throw new Refused('Use a form like 15m, 1h, 24h, 7d, 30d, today, yesterday, week or month.');
  });
  const [from, to] = [params.get('from')?.trim() ?? '', params.get('to')?.trim() ?? ''];
  if (from === '' && to === '') return range;
  if (range) faults.push({ path: 'range', reason: 'Give either range or from and to.' });
  // What moves with the clock moves by the minute, or each request would be a question of its own.
  const parsed = parseBoardTime(from, to === '' ? 'now' : to, { timezone, now: Math.floor(now / minuteMs) * minuteMs });
  if (parsed.ok) return parsed.range;
  faults.push({ path: parsed.side, reason: parsed.reason });
  return undefined;
}

function readFilters(params: URLSearchParams, faults: FieldError[]): Condition[] {
  const found: ViewFault[] = [];
  const filters = parseFilters(params.getAll('filter'), found);
  faults.push(...found.map(({ param, reason }) => ({ path: param, reason })));
  return filters;
}

function readVariables(params: URLSearchParams, variables: readonly string[]): Record<string, string[]> {
  const given = variables.filter((name) => params.has(`var-${name}`));
  return Object.fromEntries(
    given.map((name) => {
      const values = [...new Set(params.getAll(`var-${name}`))].filter((value) => value !== '').slice(0, 100);
      return [name, values.includes(all) ? [] : values];
    }),
  );
}
