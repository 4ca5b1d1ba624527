const dayMs = 86_400_000;

/** Events of one name in one month (UTC) that are too old. Times are Unix ms. */
export type OldEvents = { month: number; name: string; rows: number; oldest: number; newest: number };

export type Step = {
  /** As `toYYYYMM` has it: 202601. */
  month: number;
  rows: number;
  /** `drop`: nobody keeps anything of the month. `delete`: the workspace's old events, and `isLast` when that is all of its month. */
  how: { kind: 'drop' } | { kind: 'delete'; isLast: boolean };
};

/** The first moment that is kept, Unix ms: midnight UTC, so that a workspace's events are deleted once a day. */
export const cutoffOf = (days: number, now: number): number => Math.floor((now - days * dayMs) / dayMs) * dayMs;

/**
 * Up to when whole months may go; null when one of the workspaces keeps its events for ever. An event that comes late into
 * such a month is too old, whosever it is, so nothing that is to be kept can be dropped with it.
 */
export function dropBefore(cutoffs: readonly (number | null)[]): number | null {
  const known = cutoffs.filter((cutoff) => cutoff !== null);
  return known.length < cutoffs.length || known.length === 0 ? null : Math.min(...known);
}

/** The first moment behind a month. */
const endOf = (month: number): number => Date.UTC(Math.floor(month / 100), month % 100, 1);

/** What to do about one workspace's old events, oldest month first. */
export function planSteps(
  old: readonly OldEvents[],
  { cutoff, droppable }: { cutoff: number; droppable: number | null },
): Step[] {
  const rows = new Map<number, number>();
  for (const one of old) rows.set(one.month, (rows.get(one.month) ?? 0) + one.rows);
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([month, count]) => {
      const isDropped = droppable !== null && endOf(month) <= droppable;
      const how = isDropped
        ? ({ kind: 'drop' } as const)
        : ({ kind: 'delete', isLast: endOf(month) <= cutoff } as const);
      return { month, rows: count, how };
    });
}

/** What the deletion touches, by name: caches and live charts are told as of any other change of old events. */
export function touchedNames(old: readonly OldEvents[]) {
  const names = new Map<string, { name: string; rows: number; minTimestamp: number; maxTimestamp: number }>();
  for (const { name, rows, oldest, newest } of old) {
    const known = names.get(name);
    names.set(name, {
      name,
      rows: rows + (known?.rows ?? 0),
      minTimestamp: Math.min(oldest, known?.minTimestamp ?? oldest),
      maxTimestamp: Math.max(newest, known?.maxTimestamp ?? newest),
    });
  }
  return [...names.values()];
}
