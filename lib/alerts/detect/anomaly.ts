import { newLearner, type Judgement, type Learner } from '../anomaly/learner';
import { learnerShape } from '../anomaly/learner-shape';
import { observe } from '../anomaly/observe';
import type { ConditionOf } from '@/lib/model/rule-condition';
import type { Reading } from '../reading';
import type { Finding } from './finding';
import { said } from './said';

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
  /**
   * How far from the expected a value had to be when the present trouble began, and for how many values that has been the
   * measure. The learner takes trouble in like anything else, so that its second value is no longer rare.
   */
  held: { above: number; below: number; count: number } | null;
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
  held: null,
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
  const isRare = judgement.isAnomalous || isStillOut(memory.held, value, judgement);
  const isOdd = isRare && matters(condition, { last, learner, expected: judgement.expected });
  const odd = [...memory.odd, isOdd].slice(-condition.confirm.of);
  return {
    learner,
    learnedTo: at,
    odd,
    last,
    judgement,
    held: odd.includes(true) ? hold(memory.held, judgement) : null,
  };
}

/** After so many values trouble is what is usual now. */
const heldFor = 100;

function hold(held: AnomalyMemory['held'], { expected, low, high }: Judgement): AnomalyMemory['held'] {
  if (held !== null) return { ...held, count: held.count + 1 };
  if (expected === null || low === null || high === null) return null;
  return { above: high - expected, below: expected - low, count: 0 };
}

function isStillOut(held: AnomalyMemory['held'], value: number, { expected }: Judgement): boolean {
  if (held === null || expected === null || held.count > heldFor) return false;
  return value - expected > held.above || expected - value > held.below;
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

function findingOf({ severity, confirm }: Anomaly, memory: AnomalyMemory): Finding {
  const { odd, last, judgement, held } = memory;
  const value = last.at(-1) ?? null;
  if (value === null || judgement === null) return { value: null, breached: [], because: 'Nothing learned yet' };
  const count = odd.filter(Boolean).length;
  const shown = held === null ? judgement : { ...judgement, ...bandOf(held, judgement) };
  return {
    value,
    breached: count >= confirm.needed ? [severity] : [],
    because: `${said(value)} ${wordsFor(shown, odd.at(-1) === true)}; ${count} of the last ${odd.length} values were odd`,
    judgement: shown,
  };
}

/** While trouble lasts the band is that of its beginning, moved with what is expected. */
function bandOf({ above, below }: NonNullable<AnomalyMemory['held']>, { expected }: Judgement) {
  return expected === null ? {} : { low: expected - below, high: expected + above };
}

function wordsFor({ part, isAnomalous, rarity, low, high }: Judgement, isOdd: boolean): string {
  if (isAnomalous && part !== null) {
    const odds = Math.round(10 ** Math.min(rarity, 9)).toLocaleString('en');
    return `is ${words[part]}, one in ${odds}`;
  }
  return isOdd ? `is still not within ${short(low)} to ${short(high)}` : 'is usual';
}

const short = (value: number | null) => (value === null ? '?' : String(Number(value.toPrecision(4))));
