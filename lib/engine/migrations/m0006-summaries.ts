import type { Migration } from './migration';

const quantiles = 'quantilesDD(0.01, 0.5, 0.75, 0.9, 0.95, 0.99)';

/**
 * What a day (UTC) of a workspace is by the values of one property. A row is of a value and a name, or with the name '' of all names.
 * `text` and `number` are the value as questions read it, both null where an event has none. No view fills it: `lib/query/summaries`
 * makes a day at once, under a number of its own, `made`. Rows are large where they hold many users: a mark each 256.
 * They are on the disk before they are counted: one that a power cut took would be missing for good.
 */
const summaries = `
CREATE TABLE IF NOT EXISTS sightglass.events_1d_by
(
  workspace LowCardinality(String),
  property LowCardinality(String),
  name LowCardinality(String),
  minute DateTime('UTC') CODEC(Delta, ZSTD(1)),
  made UInt64 CODEC(Delta, ZSTD(1)),
  text Nullable(String),
  number Nullable(Float64),
  events UInt64,
  users AggregateFunction(uniq, UInt64),
  value_sum Float64,
  value_count UInt64,
  value_min Nullable(Float64),
  value_max Nullable(Float64),
  value_quantiles AggregateFunction(${quantiles}, Nullable(Float64)),
  value_last AggregateFunction(argMax, Nullable(Float64), Tuple(DateTime64(3, 'UTC'), Float64))
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(minute)
ORDER BY (workspace, property, name, minute)
SETTINGS index_granularity = 256, fsync_after_insert = 1, fsync_part_directory = 1`;

/**
 * Which days are summarised: the newest row of a property and day counts, and only the rows of `events_1d_by` that it names. State
 * made with the events that they add up to; refused for a day with too many values; dropped, of the property '', for all of
 * the day, when events were taken from it.
 */
const days = `
CREATE TABLE IF NOT EXISTS sightglass.events_1d_by_days
(
  workspace LowCardinality(String),
  property LowCardinality(String),
  minute DateTime('UTC'),
  made UInt64,
  events UInt64,
  state LowCardinality(String)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(minute)
ORDER BY (workspace, property, minute)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`;

export const m0006Summaries: Migration = { version: 6, name: 'summaries', statements: [summaries, days] };
