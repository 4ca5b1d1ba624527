import type { SampleSpeed } from '@/lib/model/sample';
import type { Flight } from './replay-slice';

/** However quiet the night, something moves every second. */
export const longestGapMs = 1_000;

export type DueFlight = { flight: Flight; at: number };

/**
 * Decides which flights are due. Between two flights passes their real distance divided by the speed, and no more than a
 * second. Times are Unix ms; pure but for its own position.
 */
export class ReplayClock {
  private readonly waiting: Flight[] = [];
  private lastTime: number | null = null;
  /** When the flight before the next one was due. */
  private lastAt: number;

  constructor(now: number) {
    this.lastAt = now;
  }

  get isEmpty(): boolean {
    return this.waiting.length === 0;
  }

  /** The lowest row that is still to come: rows of one minute are not played in the order of the file. */
  nextRow(): number | null {
    return this.isEmpty ? null : this.waiting.reduce((lowest, { row }) => Math.min(lowest, row), Infinity);
  }

  add(flights: readonly Flight[]): void {
    this.waiting.push(...flights);
  }

  /** Takes the flights that are due by now, in order, with the time at which each was due. At speed 0 time stands still. */
  take(now: number, speed: SampleSpeed): DueFlight[] {
    if (speed === 0) {
      this.lastAt = now;
      return [];
    }
    let count = 0;
    const due: DueFlight[] = [];
    for (const flight of this.waiting) {
      const at = this.lastAt + this.gapBefore(flight, speed);
      if (at > now) break;
      due.push({ flight, at });
      this.lastAt = at;
      this.lastTime = flight.time;
      count += 1;
    }
    this.waiting.splice(0, count);
    return due;
  }

  /** At the very start and where the flights begin anew, the next one is due at once. */
  private gapBefore({ time }: Flight, speed: number): number {
    if (this.lastTime === null || time < this.lastTime) return 0;
    return Math.min((time - this.lastTime) / speed, longestGapMs);
  }
}
