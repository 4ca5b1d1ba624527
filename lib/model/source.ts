/**
 * What answered a question: the raw `events`; `rollup`, sums per minute and name; `quarters`, sums per quarter hour and name;
 * `totals`, sums per quarter hour of all names; or `days`, sums per day (UTC) of all names. What lies at the edges of a range is
 * read from the narrower ones. All give the same numbers.
 */
export type Source = 'events' | 'rollup' | 'quarters' | 'totals' | 'days';
