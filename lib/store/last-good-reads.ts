import { isAppError } from '@/lib/errors/app-error';
import type { Clock } from '@/lib/time/clock';
import { inTime } from '@/lib/time/in-time';

/** Older than this nothing is believed, however long the store is away: who was shut out meanwhile stays out from then on. */
const graceMs = 15 * 60_000;
/** Of groups that every page reads and few change, an answer is as good as new this long, ms; the writes of this process end it at once. */
const believedMs = 3_000;
/** Who could have the last good answer waits this long for a new one, ms; and this long once the store is known to be slow. */
const patience = { normally: 750, whenSlow: 50 };
const slowForMs = 3_000;
const maxEntries = 2_000;

type Entry = { value: unknown; at: number };

/**
 * The last good answers to reads, for the time in which the store is away or slow. What was written since through this
 * process is not among them: `forget` drops what a write may have changed, and a read that began before it is not kept.
 */
export class LastGoodReads {
  private readonly entries = new Map<string, Entry>();
  private readonly writes = new Map<string, number>();
  private slowUntil = -Infinity;

  constructor(private readonly deps: { clock: Pick<Clock, 'monotonic'>; onUsed: () => void }) {}

  /** `read`'s answer, or the last good one to the same question when the store cannot say, or not in time. */
  async answer<T>(of: { group: string; key: string; isBelieved?: boolean }, read: () => Promise<T>): Promise<T> {
    const key = `${of.group}.${of.key}`;
    const known = this.entries.get(key);
    const now = this.deps.clock.monotonic();
    if (of.isBelieved === true && known !== undefined && now - known.at < believedMs) return known.value as T;
    const reading = this.keep(of.group, key, read);
    if (known === undefined || now - known.at > graceMs) return reading;
    const ms = now < this.slowUntil ? patience.whenSlow : patience.normally;
    try {
      const value = await inTime(reading, { ms, late: known });
      if (value !== known) return value as T;
      this.slowUntil = this.deps.clock.monotonic() + slowForMs;
    } catch (error) {
      if (!isAway(error)) throw error;
    }
    this.deps.onUsed();
    return known.value as T;
  }

  /** Something of the group was written. */
  forget(group: string): void {
    this.writes.set(group, this.writesOf(group) + 1);
    for (const key of this.entries.keys()) if (key.startsWith(`${group}.`)) this.entries.delete(key);
  }

  private writesOf(group: string): number {
    return this.writes.get(group) ?? 0;
  }

  private async keep<T>(group: string, key: string, read: () => Promise<T>): Promise<T> {
    const before = this.writesOf(group);
    const value = await read();
    this.entries.delete(key);
    if (this.writesOf(group) !== before || value === null) return value;
    this.entries.set(key, { value, at: this.deps.clock.monotonic() });
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= maxEntries) break;
      this.entries.delete(oldest);
    }
    return value;
  }
}

const isAway = (error: unknown): boolean =>
  isAppError(error) && (error.code === 'store_unavailable' || error.code === 'overloaded');
