import type { Mixes, MixShape } from './entropy';
import { emptyTail, type Tail, type TailShape } from './tail';
import { newTimeOfDay, type TimeOfDay, type TimeOfDayShape } from './time-of-day';

/** What looks at a value: its distance from the level of late, from the usual of the hour, the mix of values, their course. */
export const parts = ['level', 'hour', 'mix', 'course'] as const;
export type Part = (typeof parts)[number];

export type LearnerShape = {
  tails: Record<Part, TailShape>;
  level: { now: number; before: number; handicap: number };
  hour: TimeOfDayShape;
  mix: MixShape & { fitAt: readonly number[] };
  course: { length: number; neighbours: number; memory: number };
  /** Rarity from which a value is an anomaly, -log10 of its probability. */
  threshold: number;
  /** An episode ends when this many values in a row were usual. */
  calm: number;
};

/** All that is remembered of a series, whatever its length; plain values, so that it can be stored. */
export type Learner = {
  seen: number;
  mean: number;
  /** Sum of squared differences from the mean (Welford). */
  squares: number;
  recent: number[];
  hour: TimeOfDay;
  mixes: Mixes | null;
  tails: { levelUp: Tail; levelDown: Tail; hourUp: Tail; hourDown: Tail; mix: Tail; course: Tail };
  episode: { calmFor: number; record: number } | null;
};

export type Judgement = {
  /** Rarity per part, -log10 of the probability; 0 is usual. */
  rarities: Record<Part, number>;
  rarity: number;
  /** The part that found the value rarest; null when it is usual to all. */
  part: Part | null;
  /** 0 to 1; 0.5 is the threshold. */
  score: number;
  isAnomalous: boolean;
  /** Whether it begins an episode or is rarer than all before in it: what is worth telling once. */
  isNews: boolean;
  /** What was expected and between which bounds a value would have been usual; null before enough is known. */
  expected: number | null;
  low: number | null;
  high: number | null;
};

export function newLearner(shape: LearnerShape): Learner {
  const tails = { levelUp: emptyTail, levelDown: emptyTail, hourUp: emptyTail, hourDown: emptyTail };
  return {
    seen: 0,
    mean: 0,
    squares: 0,
    recent: [],
    hour: newTimeOfDay(shape.hour),
    mixes: null,
    tails: { ...tails, mix: emptyTail, course: emptyTail },
    episode: null,
  };
}
