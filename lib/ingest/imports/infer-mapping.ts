import type { ColumnMapping, ImportFormat, ImportMapping } from '@/lib/model/import-job';
import { parseTime } from './parse-time';
import type { Cells } from './raw-row';

type Target = Exclude<ColumnMapping['to'], 'property' | 'skip'>;
type Column = { column: string; type: NonNullable<ColumnMapping['type']>; isObject: boolean; values: unknown[] };

/** Usual names of columns, lower case without separators, best first. */
const usualNames: Record<Target, readonly string[]> = {
  timestamp: [
    'timestamp',
    'time',
    'eventtime',
    'occurredat',
    'createdat',
    'datetime',
    'date',
    'ts',
    'at',
    'receivedat',
    'day',
  ],
  name: ['name', 'event', 'eventname', 'eventtype', 'action', 'type'],
  id: ['eventid', 'insertid', 'messageid', 'uuid', 'id'],
  user: [
    'userid',
    'user',
    'distinctid',
    'anonymousid',
    'visitor',
    'visitorid',
    'customerid',
    'accountid',
    'uid',
    'username',
  ],
  session: ['sessionid', 'session', 'visitid'],
  value: ['value', 'amount', 'duration', 'durationms', 'latency', 'latencyms', 'delay', 'revenue', 'price', 'total'],
};
const targets: readonly Target[] = ['timestamp', 'name', 'id', 'user', 'session', 'value'];

/** The mapping that an access log gets: its shape is known, nothing has to be guessed. The address itself is left out. */
export function accessLogMapping(columns: readonly string[]): ImportMapping {
  const to: Record<string, ColumnMapping> = {
    time: { column: 'time', to: 'timestamp', type: 'time' },
    visitor: { column: 'visitor', to: 'user', type: 'text' },
    ip: { column: 'ip', to: 'skip', type: 'text' },
    status: { column: 'status', to: 'property', type: 'number' },
    bytes: { column: 'bytes', to: 'property', type: 'number' },
  };
  return {
    format: 'access-log',
    eventName: 'request',
    columns: columns.map((column) => to[column] ?? { column, to: 'property', type: 'text' }),
    timezone: 'UTC',
  };
}

/**
 * Guesses what each column is from its name and its values. Each target is given at most once; what fits nothing is kept
 * as a property, an object named `properties` is spread (`as: '*'`).
 */
export function inferMapping(
  sample: readonly Cells[],
  hints: { format: ImportFormat; fileName: string },
): ImportMapping {
  const columns = columnsOf(sample);
  const taken = new Map<string, Target>();
  for (const target of targets) {
    const best = pick(
      target,
      columns.filter(({ column }) => !taken.has(column)),
    );
    if (best !== undefined) taken.set(best, target);
  }
  return {
    format: hints.format,
    eventName: eventNameOf(hints.fileName),
    timezone: 'UTC',
    columns: columns.map(({ column, type, isObject }) => {
      if (isObject && column === 'properties') return { column, to: 'property', as: '*' };
      const target = taken.get(column);
      return {
        column,
        to: target ?? 'property',
        type: target === 'timestamp' ? 'time' : target === 'value' ? 'number' : type,
      };
    }),
  };
}

function columnsOf(sample: readonly Cells[]): Column[] {
  const names = new Set<string>();
  for (const cells of sample)
    for (const name of Object.keys(cells)) if (names.size < 500 && name !== '') names.add(name.slice(0, 200));
  return [...names].map((column) => {
    const values = sample
      .map((cells) => cells[column])
      .filter((value) => value !== undefined && value !== null && value !== '');
    const isObject =
      values.length > 0 && values.every((value) => typeof value === 'object' && !(value instanceof Date));
    return { column, values, isObject, type: typeOf(values) };
  });
}

function typeOf(values: unknown[]): Column['type'] {
  if (values.length === 0) return 'text';
  if (values.every(isNumberLike)) return 'number';
  if (values.every((value) => typeof value === 'boolean' || /^(true|false)$/i.test(textOf(value)))) return 'boolean';
  if (values.every((value) => value instanceof Date || (typeof value === 'string' && parseTime(value, 'UTC') !== null)))
    return 'time';
  return 'text';
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
/** Leading zeros are kept as text: 00501 is a postcode, and would not come back from a number. */
export const isNumberText = (value: unknown): boolean =>
  typeof value === 'string' &&
  value.length <= 24 &&
  /^\s*[-+]?(0|[1-9]\d*|\d*\.\d+)(\.\d*)?([eE][-+]?\d+)?\s*$/.test(value);

const isNumberLike = (value: unknown): boolean =>
  typeof value === 'number' || typeof value === 'bigint' || isNumberText(value);

/** Neither a list nor an object, which `String` cannot always make a text of. */
const isPlain = (value: unknown): boolean => typeof value !== 'object' || value instanceof Date;

/** A few bad cells must not hide what a column is; they become bad rows, which are reported. */
const most = (values: unknown[], test: (value: unknown) => boolean): boolean =>
  values.length > 0 && values.filter(test).length >= values.length * 0.9;

const fits: Record<Target, (column: Column) => boolean> = {
  timestamp: ({ values, type }) =>
    type !== 'boolean' && most(values, (value) => isPlausibleTime(parseTime(value, 'UTC'))),
  name: ({ values, type }) =>
    type === 'text' && most(values, (value) => textOf(value).length > 0 && textOf(value).length <= 200),
  id: ({ values, isObject }) =>
    !isObject && values.length > 0 && values.every(isPlain) && new Set(values.map(String)).size === values.length,
  user: ({ isObject, type }) => !isObject && type !== 'time',
  session: ({ isObject, type }) => !isObject && type !== 'time',
  value: ({ values }) => most(values, isNumberLike),
};

/** 1980 to 2100: keeps small counts from being taken for seconds since 1970. */
const isPlausibleTime = (ms: number | null): boolean => ms !== null && ms > 315_532_800_000 && ms < 4_102_444_800_000;

function pick(target: Target, columns: Column[]): string | undefined {
  const plain = (column: string) => column.toLowerCase().replace(/[^a-z0-9]/g, '');
  for (const name of usualNames[target]) {
    const found = columns.find((column) => plain(column.column) === name && fits[target](column));
    if (found) return found.column;
  }
  if (target !== 'timestamp') return undefined;
  return (
    columns.find((column) => column.type !== 'number' && fits.timestamp(column))?.column ??
    columns.find(fits.timestamp)?.column
  );
}

/** `2024 Sales-Export.csv.gz` names its events `sales_export`. */
export function eventNameOf(fileName: string): string {
  const base = fileName.split(/[\\/]/).pop() ?? '';
  const name = base
    .replace(/(\.[a-z0-9]{1,8}){1,2}$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_\d]+|_+$/g, '');
  return name.slice(0, 100) || 'imported';
}
