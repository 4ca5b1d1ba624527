import { fieldlessAggregates } from '@/lib/model/measure';
import type { RuleDoc } from '@/lib/model/rule';
import type { Severity } from '@/lib/model/severity';
import { wallOf } from '@/lib/time/zone';
import { judgedMeasure } from '../judged-measure';
import type { Reading } from '../reading';
import { detectAbsence, lastSeen, type Heard } from './absence';
import { detectAnomaly, newAnomalyMemory, type AnomalyMemory } from './anomaly';
import { detectBurnRate } from './burn-rate';
import { detectChange } from './change';
import type { Finding } from './finding';
import { detectRow } from './row';
import { detectThreshold } from './threshold';

/** What detectors remember of a series between evaluations. */
export type Memory = { anomaly?: AnomalyMemory; heard?: Heard };
export type Detected = { finding: Finding | null; memory: Memory };
/** `firing`: the severities of the alert that is open already. */
type Before = { memory: Memory; firing: readonly Severity[]; now: number };

/** Judges one series by the condition of its rule. No finding is no data, and also a series that was never heard of. */
export function detect(rule: RuleDoc, reading: Reading, before: Before): Detected {
  const { condition, measure } = rule;
  const { memory, firing, now } = before;
  const value = reading.values[measure] ?? null;
  switch (condition.type) {
    case 'threshold':
      return only(detectThreshold(condition, value, firing), memory);
    case 'change':
      return only(detectChange(condition, { value, previous: reading.previous[measure] ?? null }, firing), memory);
    case 'burn_rate':
      return only(detectBurnRate(condition, reading.windows), memory);
    case 'row':
      return { finding: detectRow(condition, reading, measure), memory };
    case 'absence': {
      const lastSeenAt = lastSeen(reading, { measure, now, isZeroSilent: isCount(rule) });
      const heard = later(memory.heard, lastSeenAt);
      if (heard === undefined) return { finding: null, memory };
      return { finding: detectAbsence(condition, heard, now), memory: { heard } };
    }
    case 'anomaly': {
      const clock = { measure, wallOf: (at: number) => wallOf(rule.spec.timezone, at) };
      const known = { memory: memory.anomaly ?? newAnomalyMemory(), reading };
      const { finding, memory: anomaly } = detectAnomaly(condition, known, clock);
      return only(finding, { anomaly });
    }
  }
}

const only = (finding: Finding, memory: Memory): Detected => ({
  finding: finding.value === null ? null : finding,
  memory,
});

function later(heard: Heard | undefined, lastSeenAt: number | null): Heard | undefined {
  if (lastSeenAt === null) return heard;
  return { lastSeenAt: Math.max(lastSeenAt, heard?.lastSeenAt ?? lastSeenAt) };
}

/** Whether zero of the judged measure means that nothing was sent. */
function isCount(rule: RuleDoc): boolean {
  const agg = judgedMeasure(rule)?.agg;
  return agg !== undefined && fieldlessAggregates.includes(agg);
}
