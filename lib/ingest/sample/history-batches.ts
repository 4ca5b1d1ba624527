import { FlightsFile, type Flights } from './flights-file';
import { jitterMs, nextHistoryRows } from './sample-plan';

/** What a batch of the history depends on; plain data for the worker thread. */
export type HistoryPlan = {
  file: string;
  workspaceId: string;
  /** Added to the time of every flight, ms. */
  shiftMs: number;
  /** Becomes `received_at`, Unix ms. */
  loadedAt: number;
  /** Rows before this one are not part of the load. */
  fromRow: number;
  /** Rows from here on are not history; they are kept for the replay. */
  historyRows: number;
  /** Rows before this one are still to be loaded. */
  remaining: number;
};

export type HistoryBatch = { from: number; to: number; rows: Uint8Array; minTimestamp: number; maxTimestamp: number };

/** The history from its end to its beginning. Cuts and bytes are the same on every attempt. */
export async function* historyBatches(plan: HistoryPlan): AsyncGenerator<HistoryBatch, void, undefined> {
  const file = await FlightsFile.open(plan.file);
  for (let { remaining } = plan; remaining > plan.fromRow;) {
    const { from, to } = nextHistoryRows(plan, remaining);
    const parts: Uint8Array[] = [];
    const span = { first: Infinity, last: -Infinity };
    for await (const piece of file.backwards(from, to)) parts.push(linesOf(piece.flights, { ...piece, plan, span }));
    yield { from, to, rows: Buffer.concat(parts), minTimestamp: span.first, maxTimestamp: span.last };
    remaining = from;
  }
}

type Piece = { from: number; to: number; plan: HistoryPlan; span: { first: number; last: number } };

function linesOf(flights: Flights, { from, to, plan, span }: Piece): Buffer {
  const start = `{"workspace":${JSON.stringify(plan.workspaceId)},"name":"departure","received_at":${plan.loadedAt},"timestamp":`;
  // Flights that fill a gap were history before, under their own ids.
  const idEnd = plan.fromRow === 0 ? '' : `-${plan.loadedAt}`;
  let text = '';
  for (let row = from; row < to; row += 1) {
    const at = row - flights.firstRow;
    const timestamp = Number(flights.minute[at]) + plan.shiftMs + jitterMs(row);
    if (timestamp < span.first) span.first = timestamp;
    if (timestamp > span.last) span.last = timestamp;
    const delay = Number(flights.delay[at]);
    text +=
      `${start}${timestamp},"event_id":"flight-${row}${idEnd}","user_id":"","session_id":"","value":${delay},"properties":` +
      `{"delay":${delay},"distance":${Number(flights.distance[at])},"origin":"${flights.origin[at]}",` +
      `"destination":"${flights.destination[at]}","route":"${flights.origin[at]}-${flights.destination[at]}"}}\n`;
  }
  return Buffer.from(text);
}
