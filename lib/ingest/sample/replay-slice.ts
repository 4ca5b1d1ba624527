import { FlightsFile } from './flights-file';
import { jitterMs } from './sample-plan';

/** One kept flight; `time` is its original time, Unix ms. */
export type Flight = {
  row: number;
  time: number;
  delay: number;
  distance: number;
  origin: string;
  destination: string;
};
export type ReplaySlice = { flights: Flight[]; next: number; rows: number };
export type ReplayPlan = { file: string; from: number };

/** Some hours of flights at the default speed, and little enough to be held in memory. */
const sliceRows = 10_000;

/** The next kept flights in the order of their times. A minute that the cut divides keeps its order within each part. */
export async function replaySlice({ file: path, from }: ReplayPlan): Promise<ReplaySlice> {
  const file = await FlightsFile.open(path);
  const next = Math.min(from + sliceRows, file.rows);
  const flights: Flight[] = [];
  for await (const piece of file.forwards(from, next))
    for (let row = piece.from; row < piece.to; row += 1) {
      const at = row - piece.flights.firstRow;
      flights.push({
        row,
        time: Number(piece.flights.minute[at]) + jitterMs(row),
        delay: Number(piece.flights.delay[at]),
        distance: Number(piece.flights.distance[at]),
        origin: String(piece.flights.origin[at]),
        destination: String(piece.flights.destination[at]),
      });
    }
  return { flights: flights.sort((a, b) => a.time - b.time), next, rows: file.rows };
}
