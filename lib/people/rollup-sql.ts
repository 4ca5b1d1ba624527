const quantiles = 'quantilesDD(0.01, 0.5, 0.75, 0.9, 0.95, 0.99)';
const stateOf = (suffix: 'State' | 'MergeState', value: string): string =>
  `${quantiles.replace('(', `${suffix}(`)}(${value})`;

type Rollup = {
  table: string;
  /** What a row is of, next to the workspace. */
  keys: readonly string[];
  /** The start of the row that a time belongs to. */
  startOf: (time: string) => string;
  /** The table that it is summed up from. */
  from: string;
};

/** The rollups in the order in which each is made from the one before, as `lib/engine/migrations` define them. */
export const rollups: readonly Rollup[] = [
  { table: 'events_1m', keys: ['name'], startOf: (time) => `toStartOfMinute(${time})`, from: 'events' },
  { table: 'events_15m', keys: ['name'], startOf: (time) => `toStartOfFifteenMinutes(${time})`, from: 'events_1m' },
  { table: 'events_15m_all', keys: [], startOf: (time) => `toStartOfFifteenMinutes(${time})`, from: 'events_15m' },
  { table: 'events_1d_all', keys: [], startOf: (time) => `toStartOfDay(${time})`, from: 'events_15m_all' },
];

/** The day `{day:UInt32}` (seconds) of the workspace `{workspace:String}`. */
const ofDay = (time: string): string =>
  `workspace = {workspace:String} AND ${time} >= toDateTime({day:UInt32}, 'UTC') AND ${time} < toDateTime({day:UInt32} + 86400, 'UTC')`;

/** The days `{days:Array(UInt32)}` (seconds) of the workspace. */
export const ofDays =
  'workspace = {workspace:String} AND toUnixTimestamp(toStartOfDay(minute)) IN {days:Array(UInt32)}';

/** Rows of one day for a rollup, in the order of its columns; `source` is a table like the one that it is made from. */
export function selectDay({ keys, startOf, from }: Rollup, source: string): string {
  const isRaw = from === 'events';
  const [time, sums] = isRaw ? ['timestamp', rawSums] : ['minute', mergedSums];
  const columns = ['workspace', ...keys].join(', ');
  return `SELECT ${columns}, start AS minute, * EXCEPT (${columns}, start) FROM (
            SELECT ${columns}, ${startOf(time)} AS start, ${sums.join(', ')} FROM ${source}
            WHERE ${ofDay(time)} GROUP BY ${columns}, start)`;
}

const rawSums = [
  'count() AS events',
  'uniqStateIf(user_hash, user_hash != 0) AS users',
  'sum(ifNull(value, 0)) AS value_sum',
  'count(value) AS value_count',
  'min(value) AS value_min',
  'max(value) AS value_max',
  `${stateOf('State', 'value')} AS value_quantiles`,
  'argMaxState(value, (timestamp, ifNull(value, 0))) AS value_last',
];

const mergedSums = [
  'sum(events) AS events',
  'uniqMergeState(users) AS users',
  'sum(value_sum) AS value_sum',
  'sum(value_count) AS value_count',
  'min(value_min) AS value_min',
  'max(value_max) AS value_max',
  `${stateOf('MergeState', 'value_quantiles')} AS value_quantiles`,
  'argMaxMergeState(value_last) AS value_last',
];

/**
 * Whether a rollup stands for exactly the events of the days: 1 or 0. Weighted by what each row is of, because one event that
 * is missing and one that is twice would make the same number.
 */
export function isExactSql({ table, keys, startOf }: Rollup): string {
  const weight = (time: string) => `cityHash64(${[...keys, `toUInt32(${time})`].join(', ')})`;
  return `SELECT (SELECT sum(events * ${weight('minute')}) FROM ${table} WHERE ${ofDays}) =
                 (SELECT sum(${weight(startOf('timestamp'))}) FROM events WHERE workspace = {workspace:String}
                  AND toUnixTimestamp(toStartOfDay(timestamp)) IN {days:Array(UInt32)}) AS exact`;
}
