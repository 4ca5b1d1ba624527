import type { TimelineEntry } from '@/lib/model/incident';

/** Steps of one kind that the portal took one right after the other; people's own steps stand alone. */
export type TimelineRun = { id: string; entries: [TimelineEntry, ...TimelineEntry[]] };

const withinMs = 60_000;
/** So many can be read one by one. */
const fewest = 4;

/** A storm of alerts in one line that can be opened, instead of a screen of them. Entries come oldest first. */
export function timelineRuns(entries: readonly TimelineEntry[]): TimelineRun[] {
  const runs: TimelineRun[] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    if (last && belongs(last, entry)) last.entries.push(entry);
    else runs.push({ id: entry.id, entries: [entry] });
  }
  return runs.flatMap((run) =>
    run.entries.length >= fewest
      ? [run]
      : run.entries.map((entry) => ({ id: entry.id, entries: [entry] as [TimelineEntry] })),
  );
}

function belongs({ entries }: TimelineRun, entry: TimelineEntry): boolean {
  const last = entries.at(-1) ?? entries[0];
  return entry.by === null && last.by === null && entry.kind === last.kind && entry.at - last.at <= withinMs;
}
