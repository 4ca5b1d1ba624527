import type { Fill } from './migration';

// Released migrations are made of these: what a table is made of must not change any more.

const quantiles = 'quantilesDD(0.01, 0.5, 0.75, 0.9, 0.95, 0.99)';

/** The time is called `minute` as in `events_1m`, so that both can be read side by side. Rows are large: a mark each 1,024. */
export const rollupTable = (name: string, keys: readonly string[]): string => `
CREATE TABLE IF NOT EXISTS sightglass.${name}
(
  ${keys.map((key) => `${key} LowCardinality(String),`).join('\n  ')}
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
ORDER BY (${[...keys, 'minute'].join(', ')})
SETTINGS non_replicated_deduplication_window = 10000, index_granularity = 1024`;

type Of = { source: string; target: string; keys: readonly string[]; step: 'toStartOfFifteenMinutes' | 'toStartOfDay' };

/** How a table of wider steps is made from another rollup, now and from now on. */
export function rollupFill({ source, target, keys, step }: Of): Fill {
  const view = `${target}_view`;
  return {
    source,
    target,
    time: 'minute',
    keys: [...keys, `${step}(minute)`],
    view: {
      name: view,
      create: `CREATE MATERIALIZED VIEW IF NOT EXISTS sightglass.${view} TO sightglass.${target} AS\n${merged(`sightglass.${source}`, { keys, step })}`,
    },
    select: (from, where) => merged(from, { keys, step }, where),
  };
}

/** Columns stand in the order of the table, as an insert takes them by their places. */
const merged = (from: string, { keys, step }: Pick<Of, 'keys' | 'step'>, where?: string): string => `
SELECT ${keys.join(', ')}, start AS minute, * EXCEPT (${keys.join(', ')}, start) FROM (
SELECT
  ${keys.join(',\n  ')},
  ${step}(minute) AS start,
  sum(events) AS events,
  uniqMergeState(users) AS users,
  sum(value_sum) AS value_sum,
  sum(value_count) AS value_count,
  min(value_min) AS value_min,
  max(value_max) AS value_max,
  ${quantiles.replace('(', 'MergeState(')}(value_quantiles) AS value_quantiles,
  argMaxMergeState(value_last) AS value_last
FROM ${from}${where === undefined ? '' : `\nWHERE ${where}`}
GROUP BY ${keys.join(', ')}, start)`;
