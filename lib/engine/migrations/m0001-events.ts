import type { Migration } from './migration';

/**
 * The levels that `value_quantiles` answers, in this order: `quantilesDDMerge(0.01, 0.5, 0.75, 0.9, 0.95, 0.99)(value_quantiles)[n]`.
 * DDSketch buckets are fixed by the accuracy, so merged states equal the sketch of the raw values exactly, unlike t-digest.
 */
const quantiles = 'quantilesDD(0.01, 0.5, 0.75, 0.9, 0.95, 0.99)';

/** A repeated insert is recognised by its token among this many of the last blocks, in the events and in the rollup. */
const dedupWindow = 10_000;

/** Answers the users and values of a series without touching events; every column merges to the raw answer. */
const rollup = `
CREATE TABLE IF NOT EXISTS sightglass.events_1m
(
  workspace LowCardinality(String),
  name LowCardinality(String),
  minute DateTime('UTC') CODEC(Delta, ZSTD(1)),
  events SimpleAggregateFunction(sum, UInt64),
  users AggregateFunction(uniq, UInt64),
  value_sum SimpleAggregateFunction(sum, Float64),
  value_count SimpleAggregateFunction(sum, UInt64),
  value_min SimpleAggregateFunction(min, Nullable(Float64)),
  value_max SimpleAggregateFunction(max, Nullable(Float64)),
  value_quantiles AggregateFunction(${quantiles}, Nullable(Float64)),
  value_last AggregateFunction(argMax, Nullable(Float64), Tuple(DateTime64(3, 'UTC'), Float64))
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(minute)
ORDER BY (workspace, name, minute)
SETTINGS non_replicated_deduplication_window = ${dedupWindow}`;

/** Of events with the same time, the larger value counts as the last one, so that the raw and the merged answer agree. */
const rollupView = `
CREATE MATERIALIZED VIEW IF NOT EXISTS sightglass.events_1m_view TO sightglass.events_1m AS
SELECT
  workspace,
  name,
  toStartOfMinute(timestamp) AS minute,
  count() AS events,
  uniqStateIf(user_hash, user_hash != 0) AS users,
  sum(ifNull(value, 0)) AS value_sum,
  count(value) AS value_count,
  min(value) AS value_min,
  max(value) AS value_max,
  ${quantiles.replace('(', 'State(')}(value) AS value_quantiles,
  argMaxState(value, (timestamp, ifNull(value, 0))) AS value_last
FROM sightglass.events
GROUP BY workspace, name, minute`;

/** `user_hash` is 0 for no user: counting users by a number is several times faster than by a string. */
const events = `
CREATE TABLE IF NOT EXISTS sightglass.events
(
  workspace LowCardinality(String),
  name LowCardinality(String),
  timestamp DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  received_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
  event_id String,
  user_id String,
  user_hash UInt64 MATERIALIZED if(user_id = '', 0, cityHash64(user_id)),
  session_id String,
  value Nullable(Float64),
  properties JSON(max_dynamic_paths = 256)
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(timestamp)
ORDER BY (workspace, name, toStartOfHour(timestamp), timestamp)
SETTINGS non_replicated_deduplication_window = ${dedupWindow}`;

const rejected = `
CREATE TABLE IF NOT EXISTS sightglass.rejected_events
(
  workspace LowCardinality(String),
  received_at DateTime64(3, 'UTC'),
  source LowCardinality(String),
  event_name String,
  event_id String,
  reason String,
  sample String
)
ENGINE = MergeTree
PARTITION BY toDate(received_at)
ORDER BY (workspace, received_at)
TTL toDateTime(received_at) + INTERVAL 7 DAY
SETTINGS ttl_only_drop_parts = 1, non_replicated_deduplication_window = 1000`;

export const m0001Events: Migration = {
  version: 1,
  name: 'events',
  statements: [events, rollup, rollupView, rejected],
};
