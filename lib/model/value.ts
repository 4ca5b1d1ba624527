/** `null` is "no data", which is not zero: an average over no events is null, a count over no events is 0. */
export type Value = number | null;
export type GroupKey = (string | null)[];
