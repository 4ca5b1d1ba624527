import type { Names } from '@/lib/model/event-names';
import type { CommittedBatch } from '@/lib/live/batch';
import type { LiveHub } from '@/lib/live/hub';
import type { Range } from '@/lib/time/range';
import { Spans } from '@/lib/time/spans';
import { singleton } from '@/lib/process/singleton';

/** Where a batch wrote events of a name (null: of any name), Unix ms, both ends in. */
export type Touch = { name: string | null; from: number; to: number };
type Committed = { position: number; touches: readonly Touch[] };

/** Between so many and twice as many of the newest batches are remembered each for itself, and then as many pairs, fours, … */
const kept = 64;
/** No record grows beyond this, whatever was sent. */
const mostTouches = 512;

/**
 * The committed batches of each workspace: what lets an answer be kept for as long as nothing was written that it could
 * contain. A position is a moment between two batches. Older batches are remembered two together, then four, and so on, so
 * that answers of long ago still learn what was written since, at most a little too much of it.
 */
export class BatchLog {
  private last = 0;
  /** Per workspace the batches, the pairs, the fours, …; each level ascending and newer than the next. */
  private readonly workspaces = new Map<string, Committed[][]>();

  get position(): number {
    return this.last;
  }

  add(batch: CommittedBatch): void {
    this.last += 1;
    const touches = batch.names.flatMap(({ name, minTimestamp, maxTimestamp, spans }) =>
      (spans ?? [{ from: minTimestamp, to: maxTimestamp }]).map(({ from, to }) => ({ name, from, to })),
    );
    const levels = this.workspaces.get(batch.workspace) ?? [];
    this.workspaces.set(batch.workspace, levels);
    put(levels, 0, [{ position: this.last, touches: touches.length > mostTouches ? together(touches) : touches }]);
  }

  /** What was written after a position; of long ago also a little of what was written before it. */
  since(workspaceId: string, position: number): readonly Touch[] {
    const found: Touch[] = [];
    for (const records of this.workspaces.get(workspaceId) ?? []) {
      for (let index = records.length - 1; index >= 0; index -= 1) {
        const record = records[index];
        if (record === undefined || record.position <= position) return found;
        found.push(...record.touches);
      }
    }
    return found;
  }
}

function put(levels: Committed[][], level: number, records: readonly Committed[]): void {
  const own = (levels[level] ??= []);
  own.push(...records);
  if (own.length > 2 * kept) put(levels, level + 1, paired(own.splice(0, kept)));
}

function paired(records: readonly Committed[]): Committed[] {
  const pairs: Committed[] = [];
  for (let index = 1; index < records.length; index += 2) {
    const [one, two] = [records[index - 1], records[index]];
    if (one !== undefined && two !== undefined)
      pairs.push({ position: two.position, touches: together([...one.touches, ...two.touches]) });
  }
  return pairs;
}

/** Few touches that cover all of the given ones. */
function together(touches: readonly Touch[]): Touch[] {
  const names = new Set(touches.map(({ name }) => name));
  const isNamed = names.size <= mostTouches && !names.has(null);
  const most = isNamed ? Math.max(1, Math.min(64, Math.floor(mostTouches / names.size))) : 64;
  const spans = new Map<string | null, Spans>();
  for (const { name, from, to } of touches) {
    const key = isNamed ? name : null;
    const own = spans.get(key) ?? new Spans(most);
    spans.set(key, own.add(from, to));
  }
  return [...spans].flatMap(([name, own]) => own.list().map(({ from, to }) => ({ name, from, to })));
}

/** What an answer depends on: its event names (all when null) and its instants. */
export type Dependency = { names: Names; ranges: readonly Range[] };

export const isNaming = (touch: Touch, names: Names): boolean =>
  names === null || touch.name === null || names.has(touch.name);

export function isTouching(touch: Touch, on: Dependency): boolean {
  if (!isNaming(touch, on.names)) return false;
  return on.ranges.some((range) => touch.from < range.to && touch.to >= range.from);
}

const batchLogs = () =>
  singleton('query.batch-logs', () => new WeakMap<LiveHub, { log: BatchLog; stop: () => void }>());

/** The log of a hub, started on first use. */
export function batchLogOf(live: LiveHub): BatchLog {
  const logs = batchLogs();
  let known = logs.get(live);
  if (known === undefined) {
    const log = new BatchLog();
    known = { log, stop: live.onBatch((batch) => log.add(batch)) };
    logs.set(live, known);
  }
  return known.log;
}

export function closeBatchLog(live: LiveHub): void {
  const logs = batchLogs();
  logs.get(live)?.stop();
  logs.delete(live);
}
