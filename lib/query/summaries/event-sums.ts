import { quantilesFunction } from '../measure';

/** What rollups keep of events, from the events; the columns of `events_1d_by` in their order. */
export const eventSums = {
  events: 'count()',
  users: 'uniqStateIf(user_hash, user_hash != 0)',
  value_sum: 'sum(ifNull(value, 0))',
  value_count: 'count(value)',
  value_min: 'min(value)',
  value_max: 'max(value)',
  value_quantiles: `${quantilesFunction('State')}(value)`,
  value_last: 'argMaxState(value, (timestamp, ifNull(value, 0)))',
} as const;

/** The same from rows of a summary. */
export const mergedSums: Record<keyof typeof eventSums, string> = {
  events: 'sum(events)',
  users: 'uniqMergeState(users)',
  value_sum: 'sum(value_sum)',
  value_count: 'sum(value_count)',
  value_min: 'min(value_min)',
  value_max: 'max(value_max)',
  value_quantiles: `${quantilesFunction('MergeState')}(value_quantiles)`,
  value_last: 'argMaxMergeState(value_last)',
};
