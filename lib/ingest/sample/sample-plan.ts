/** The flights span half a year; this much of its end is never loaded but kept for the replay. */
const keptMs = 28 * 86_400_000;
const weekMs = 7 * 86_400_000;
/** Local midnight after the last day of the file. */
export const flightsEnd = Date.UTC(2001, 6, 1);

/**
 * How far the flights are moved, in ms: by whole weeks, so that Mondays stay Mondays, and so far that what happened
 * before `now` ends four to five weeks before the end of the file.
 */
export function sampleShift(now: number): number {
  return Math.ceil((now - (flightsEnd - keptMs)) / weekMs) * weekMs;
}

/** Flights have the minute only. Their second and millisecond are made from the row's number, always the same for a row. */
export function jitterMs(row: number): number {
  return (Math.imul(row + 1, 0x9e3779b1) >>> 0) % 60_000;
}

const firstBatch = 20_000;
/** About half a second of the engine, so that sent events, which share its way in, are not held up for long. */
const batchRows = 25_000;

/** The rows of a load: from `fromRow` to before `historyRows`. */
export type LoadRows = { fromRow: number; historyRows: number };

/** The rows before `to` that are loaded next. Newest first, and little first, so that today's charts fill at once. */
export function nextHistoryRows({ fromRow, historyRows }: LoadRows, to: number): { from: number; to: number } {
  return { from: Math.max(fromRow, to - (to === historyRows ? firstBatch : batchRows)), to };
}
