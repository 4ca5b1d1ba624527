/**
 * What answered a question: the raw `events`; `rollup`, sums per minute and name; `quarters`, sums per quarter hour and name with
 * minutes at the edges; or `totals`, sums per quarter hour of all names with minutes at the edges. All give the same numbers.
 */
export type Source = 'events' | 'rollup' | 'quarters' | 'totals';
