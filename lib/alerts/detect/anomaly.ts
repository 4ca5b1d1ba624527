import { newLearner, type Judgement, type Learner } from '../anomaly/learner';
import { learnerShape } from '../anomaly/learner-shape';
import { observe } from '../anomaly/observe';
import type { ConditionOf } from '@/lib/model/rule-condition';
import type { Reading } from '../reading';
import type { Finding } from './finding';

/** What is remembered of a series between evaluations; plain values, a few kilobytes. */
export type AnomalyMemory = {
  learner: Learner;
  /** Start of the last bucket learned, Unix ms. */
  learnedTo: number;
  /** Whether the last few values were odd and mattered, oldest first. */
  odd: boolean[];
  /** The last values, for the size of the effect. */
  last: number[];
  judgement: Judgement | null;
};
type Anomaly = ConditionOf<'anomaly'>;
/** Where the people of the series live: turns Unix ms into wall-clock ms. */
type Clockwork = { measure: number; wallOf: (at: number) => number };

export const newAnomalyMemory = (): AnomalyMemory => ({
  learner: newLearner(learnerShape),
  learnedTo: -1,
  odd: [],
  last: [],
  judgement: null,
});

/** Learns the buckets that are new since the last time and judges by the newest. */
export function detectAnomaly(
  condition: Anomaly,
  { memory, reading }: { memory: AnomalyMemory; reading: Reading },
  { measure, wallOf }: Clockwork,
): { finding: Finding; memory: AnomalyMemory } {
  const fresh = reading.points.filter(({ at }) => at > memory.learnedTo);
  const learned = fresh.reduce((known, { at, values }) => {
    const value = values[measure] ?? null;
    return value === null || !Number.isFinite(value)
      ? { ...known, learnedTo: at }
      : learn(condition, known, { at, value, wall: wallOf(at) });
  }, memory);
  return { finding: findingOf(condition, learned), memory: learned };
}

function learn(
  condition: Anomaly,
  memory: AnomalyMemory,
  { at, value, wall }: { at: number; value: number; wall: number },
): AnomalyMemory {
  const shape = { ...learnerShape, threshold: condition.rarity };
  const { learner, judgement } = observe(memory.learner, { wall, value }, shape);
  const last = [...memory.last, value].slice(-3);
  const isOdd = judgement.isAnomalous && matters(condition, { last, learner, expected: judgement.expected });
  return { learner, learnedTo: at, odd: [...memory.odd, isOdd].slice(-condition.confirm.of), last, judgement };
}

/** Rare is not yet important: the mean of the last values has to be far enough from what was expected. */
function matters(
  { leastEffect, direction }: Anomaly,
  { last, learner, expected }: { last: readonly number[]; learner: Learner; expected: number | null },
): boolean {
  const base = expected ?? learner.mean;
  const effect = last.reduce((sum, value) => sum + value, 0) / last.length - base;
  if (direction === 'up' ? effect <= 0 : direction === 'down' && effect >= 0) return false;
  const deviation = Math.sqrt(learner.squares / Math.max(1, learner.seen));
  return (
    Math.abs(effect) >= leastEffect.share * Math.abs(base) && Math.abs(effect) >= leastEffect.deviations * deviation
  );
}

const words: Record<NonNullable<Judgement['part']>, string> = {
  level: 'far from its level of late',
  hour: 'far from what is usual at this hour',
  mix: 'in a mix of values not seen before',
  course: 'on a course not seen before',
};

function findingOf({ severity, confirm }: Anomaly, { odd, last, judgement }: AnomalyMemory): Finding {
  const value = last.at(-1) ?? null;
  if (value === null || judgement === null) return { value: null, breached: [], because: 'Nothing learned yet' };
  const count = odd.filter(Boolean).length;
  const isBreached = count >= confirm.needed;
  const odds = `one in ${Math.round(10 ** Math.min(judgement.rarity, 9)).toLocaleString('en')}`;
  const because =
    judgement.part !== null && judgement.isAnomalous
      ? `${value} is ${words[judgement.part]}, ${odds}; ${count} of the last ${odd.length} values were odd`
      : `${value} is usual; ${count} of the last ${odd.length} values were odd`;
  return { value, breached: isBreached ? [severity] : [], because, judgement };
}
