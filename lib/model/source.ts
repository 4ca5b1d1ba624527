/**
 * What answered a question: the raw `events`; `rollup`, sums per minute and name; `quarters`, sums per quarter hour and name;
 * `totals`, sums per quarter hour of all names; `days`, sums per day (UTC) of all names; or `summaries`, sums per day (UTC), name and
 * value of one property or outcome of some filters. What lies at the edges of a range is read from the narrower ones, of summaries mostly
 * from the events. All give the same numbers.
 */
export type Source = 'events' | 'rollup' | 'quarters' | 'totals' | 'days' | 'summaries';
