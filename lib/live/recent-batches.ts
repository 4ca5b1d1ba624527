import type { CommittedBatch } from './batch';

const maxKept = 256;

/**
 * The last committed batches of one workspace. An answer from the cache may be older than some of them; these are what
 * its first refresh has to look at.
 */
export class RecentBatches {
  private readonly kept: CommittedBatch[] = [];

  add(batch: CommittedBatch): void {
    this.kept.push(batch);
    if (this.kept.length > maxKept) this.kept.splice(0, this.kept.length - maxKept);
  }

  since(committedAt: number): CommittedBatch[] {
    return this.kept.filter((batch) => batch.committedAt >= committedAt);
  }
}

/** Batches that pile up while a question cannot be refreshed, as few as carry the same names and times. */
export function compactBatches(batches: readonly CommittedBatch[], max: number): CommittedBatch[] {
  const [first] = batches;
  if (first === undefined || batches.length <= max) return [...batches];
  const names = new Map<string, CommittedBatch['names'][number]>();
  for (const row of batches.flatMap((batch) => batch.names)) {
    const known = names.get(row.name);
    names.set(row.name, {
      name: row.name,
      rows: row.rows + (known?.rows ?? 0),
      minTimestamp: Math.min(row.minTimestamp, known?.minTimestamp ?? Infinity),
      maxTimestamp: Math.max(row.maxTimestamp, known?.maxTimestamp ?? -Infinity),
    });
  }
  const sequence = Math.max(...batches.map((batch) => batch.sequence));
  return [{ workspace: first.workspace, names: [...names.values()], sequence, committedAt: first.committedAt }];
}
