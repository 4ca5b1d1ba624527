import type { Names } from '@/lib/model/event-names';
import type { CommittedBatch } from '@/lib/live/batch';
import type { LiveHub } from '@/lib/live/hub';
import type { Range } from '@/lib/time/range';

/** What a batch wrote, for one event name. */
export type Touch = { name: string; from: number; to: number };
type Committed = { position: number; touches: readonly Touch[] };

const kept = 512;

/**
 * The last committed batches of each workspace: what lets an answer be kept for as long as nothing was written that it
 * could contain. A position is a moment between two batches.
 */
export class BatchLog {
  private last = 0;
  private readonly workspaces = new Map<string, Committed[]>();

  get position(): number {
    return this.last;
  }

  add(batch: CommittedBatch): void {
    this.last += 1;
    const touches = batch.names.map(({ name, minTimestamp, maxTimestamp }) => ({
      name,
      from: minTimestamp,
      to: maxTimestamp,
    }));
    const records = this.workspaces.get(batch.workspace) ?? [];
    records.push({ position: this.last, touches });
    if (records.length > 2 * kept) records.splice(0, records.length - kept);
    this.workspaces.set(batch.workspace, records);
  }

  /** What was written after a position; null when that is longer ago than is remembered. */
  since(workspaceId: string, position: number): readonly Touch[] | null {
    const records = this.workspaces.get(workspaceId);
    const newest = records?.[records.length - 1];
    if (records === undefined || newest === undefined || newest.position <= position) return [];
    const oldest = records[0];
    if (records.length >= kept && oldest !== undefined && oldest.position > position) return null;
    return records.filter((record) => record.position > position).flatMap((record) => record.touches);
  }
}

/** What an answer depends on: its event names (all when null) and its instants. */
export type Dependency = { names: Names; ranges: readonly Range[] };

export function isTouching(touch: Touch, on: Dependency): boolean {
  if (on.names !== null && !on.names.has(touch.name)) return false;
  return on.ranges.some((range) => touch.from < range.to && touch.to >= range.from);
}

type Logs = WeakMap<LiveHub, { log: BatchLog; stop: () => void }>;
const slot = Symbol.for('sightglass.query.batch-logs');

/** The log of a hub, started on first use. Server, pages and routes have this module once each and must share one log. */
export function batchLogOf(live: LiveHub): BatchLog {
  const place = globalThis as unknown as { [slot]?: Logs };
  const logs = (place[slot] ??= new WeakMap());
  let known = logs.get(live);
  if (known === undefined) {
    const log = new BatchLog();
    known = { log, stop: live.onBatch((batch) => log.add(batch)) };
    logs.set(live, known);
  }
  return known.log;
}

export function closeBatchLog(live: LiveHub): void {
  const logs = (globalThis as unknown as { [slot]?: Logs })[slot];
  logs?.get(live)?.stop();
  logs?.delete(live);
}
