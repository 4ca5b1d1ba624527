import type { CommittedBatch } from '@/lib/live/batch';
import { Spans } from '@/lib/time/spans';

/** Rows and times of one event name. */
export type NameSummary = { rows: number; times: Spans };

/** Events of one name that lie further apart than this many stretches of time are told less exactly. */
const mostSpans = 64;

/** The summary of a name, made on first use. */
export function summaryIn(names: Map<string, NameSummary>, name: string): NameSummary {
  const known = names.get(name);
  if (known !== undefined) return known;
  const summary = { rows: 0, times: new Spans(mostSpans) };
  names.set(name, summary);
  return summary;
}

/** As live queries and the cache hear of it; the stretches only where there are several. */
export function touchedName(name: string, { rows, times }: NameSummary): CommittedBatch['names'][number] {
  const spans = times.list();
  return {
    name,
    rows,
    minTimestamp: times.first,
    maxTimestamp: times.last,
    ...(spans.length > 1 ? { spans } : {}),
  };
}
