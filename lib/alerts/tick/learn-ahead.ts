import { setImmediate } from 'node:timers/promises';
import type { RuleDoc } from '@/lib/model/rule';
import type { RuleSeriesRow } from '@/lib/store/alert-ports';
import type { Memory } from '../detect/detect';
import { detect } from '../detect/detect';
import type { Sight } from '../evaluate';
import { seriesKeyOf, type Reading } from '../reading';
import { unseen } from '../series-state';

/** So many values are learned in a few tens of milliseconds. */
const atOnce = 200;

/**
 * What an anomaly rule learns from history before it judges for the first time: the same as in one go, but in steps, so that
 * pages are answered in between.
 */
export async function learnAhead(
  doc: RuleDoc,
  series: readonly RuleSeriesRow[],
  { sight, ruleId, now }: { sight: Sight; ruleId: string; now: number },
): Promise<RuleSeriesRow[]> {
  if (doc.condition.type !== 'anomaly' || sight.kind !== 'readings') return [...series];
  const rows = new Map(series.map((row) => [row.key, row]));
  for (const reading of sight.readings) {
    const key = seriesKeyOf(reading.labels);
    const row = rows.get(key) ?? newSeriesRow(ruleId, { key, labels: reading.labels });
    const memory = row.memory as Memory;
    const learnedTo = memory.anomaly?.learnedTo ?? -1;
    const fresh = reading.points.filter(({ at }) => at > learnedTo);
    if (fresh.length > atOnce) rows.set(key, { ...row, memory: await learnt(doc, { reading, fresh, memory, now }) });
  }
  return [...rows.values()];
}

type Lesson = { reading: Reading; fresh: Reading['points']; memory: Memory; now: number };

async function learnt(doc: RuleDoc, { reading, fresh, memory, now }: Lesson): Promise<Memory> {
  let known = memory;
  // The newest ones are left to the evaluation itself.
  for (let from = 0; from + atOnce < fresh.length; from += atOnce) {
    const part = { ...reading, points: fresh.slice(from, from + atOnce) };
    known = detect(doc, part, { memory: known, firing: [], now }).memory;
    await setImmediate();
  }
  return known;
}

export function newSeriesRow(ruleId: string, { key, labels }: Pick<RuleSeriesRow, 'key' | 'labels'>): RuleSeriesRow {
  return { ruleId, key, labels, state: unseen, memory: {}, alertId: null, lastIncidentId: null };
}
