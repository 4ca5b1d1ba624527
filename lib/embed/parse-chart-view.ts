import type { FieldError } from '@/lib/errors/app-error';
import { parseBoardTime } from '@/lib/dashboards/board/board-time';
import { all } from '@/lib/dashboards/board/board-view';
import { parseFilters, type ViewFault } from '@/lib/dashboards/view/view-state';
import { invalidInput } from '@/lib/model/check-input';
import type { Condition } from '@/lib/model/filter';
import { rangeSchema, timezoneSchema, type RangeSpec } from '@/lib/model/query-range';
import { minuteMs } from '@/lib/time/duration';
import type { ChartView } from './chart-view';
import { lookNames, parseLook } from './parse-look';
import { nameFaults, readerOf, Refused, type Read } from './read-parameters';

/** `variables`: those that the chart has. `timezone`: the chart's own, in which times without offset are read. */
type At = { timezone: string; variables: readonly string[]; now: number };

const viewNames = [...lookNames, 'range', 'from', 'to', 'timezone'];

/**
 * Reads the parameters of a chart's address. Throws AppError invalid_input that names each parameter which is unknown, given twice
 * or out of bounds: a picture that is not what was asked for would be found out by nobody.
 */
export function parseChartView(params: URLSearchParams, at: At): ChartView {
  const repeated = ['filter', ...at.variables.map((name) => `var-${name}`)];
  const names = { single: viewNames, repeated, ignored: ['workspace', 'v'] };
  const faults = nameFaults(params, names, (name) => unknownReason(name, at.variables));
  const read = readerOf(params, faults);
  const timezone = read('timezone', readTimezone);
  const range = readRange(params, { read, faults, timezone: timezone ?? at.timezone, now: at.now });
  const view: ChartView = {
    look: parseLook(read),
    ...(range && { range }),
    ...(timezone !== undefined && { timezone }),
    filters: readFilters(params, faults),
    variables: readVariables(params, at.variables),
  };
  if (faults.length > 0) throw invalidInput(faults);
  return view;
}

function unknownReason(path: string, variables: readonly string[]): string {
  if (!path.startsWith('var-'))
    return `There is no such parameter; there are ${viewNames.join(', ')}, filter and var-NAME.`;
  const known = variables.length > 0 ? `it has ${variables.map((name) => `var-${name}`).join(', ')}` : 'it has none';
  return `This chart has no such variable; ${known}.`;
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
