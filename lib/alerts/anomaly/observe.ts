import { fitMixes, learnMix } from './entropy';
import { parts, type Judgement, type Learner, type LearnerShape, type Part } from './learner';
import { shapeDistance } from './shape-distance';
import { emptyTail, learnTail, rarityOf, valueOfRarity, type Tail } from './tail';
import { learnTimeOfDay, usualAt } from './time-of-day';

/** A value and the wall-clock time it belongs to, ms, on the clock of the people whose days the series follows. */
export type Observation = { wall: number; value: number };
type Looked = {
  learner: Learner;
  rarities: Record<Part, number>;
  judgedBy: { base: number; up: Tail; down: Tail } | null;
};

/**
 * Judges a value by what came before it, then learns it. Nothing later is looked at, so the judgements of a prefix are the
 * prefix of the judgements.
 */
export function observe(
  before: Learner,
  { wall, value }: Observation,
  shape: LearnerShape,
): { learner: Learner; judgement: Judgement } {
  const looked = look(withValue(before, value, shape), { wall, value }, shape);
  const rarity = Math.max(...parts.map((part) => looked.rarities[part]));
  const isAnomalous = rarity >= shape.threshold;
  const { episode, isNews } = follow(before.episode, isAnomalous ? rarity : null, shape.calm);
  return {
    learner: { ...looked.learner, episode },
    judgement: {
      rarities: looked.rarities,
      rarity,
      part: rarity > 0 ? (parts.find((part) => looked.rarities[part] === rarity) ?? null) : null,
      score: rarity / (rarity + shape.threshold),
      isAnomalous,
      isNews,
      ...band(looked.judgedBy, shape.threshold),
    },
  };
}

function withValue(learner: Learner, value: number, { course }: LearnerShape): Learner {
  const seen = learner.seen + 1;
  const mean = learner.mean + (value - learner.mean) / seen;
  const squares = learner.squares + (value - learner.mean) * (value - mean);
  const recent = [...learner.recent.slice(-(course.memory - 1)), value];
  return { ...learner, seen, mean, squares, recent };
}

function look(learner: Learner, observation: Observation, shape: LearnerShape): Looked {
  const level = lookAtLevel(learner, shape);
  const hour = lookAtHour(level.learner, observation, shape);
  const mix = lookAtMix(hour.learner, shape);
  const course = lookAtCourse(mix.learner, shape);
  return {
    learner: course.learner,
    rarities: { level: level.rarity, hour: hour.rarity, mix: mix.rarity, course: course.rarity },
    judgedBy: hour.judgedBy ?? level.judgedBy,
  };
}

/** The mean of the last few values against that of the values before them. */
function lookAtLevel(learner: Learner, shape: LearnerShape) {
  const { now, before, handicap } = shape.level;
  const { recent, tails } = learner;
  if (recent.length < now + before) return { learner, rarity: 0, judgedBy: null };
  const base = meanOf(recent, recent.length - now - before, recent.length - now);
  const shift = meanOf(recent, recent.length - now, recent.length) - base;
  return {
    learner: {
      ...learner,
      tails: {
        ...tails,
        levelUp: learnTail(tails.levelUp, shift, shape.tails.level),
        levelDown: learnTail(tails.levelDown, -shift, shape.tails.level),
      },
    },
    rarity: Math.max(0, rarityOf(tails.levelUp, shift) - handicap, rarityOf(tails.levelDown, -shift) - handicap),
    judgedBy: tails.levelUp.threshold === null ? null : { base, up: tails.levelUp, down: tails.levelDown },
  };
}

function lookAtHour(learner: Learner, { wall, value }: Observation, shape: LearnerShape) {
  const { tails } = learner;
  const usual = usualAt(learner.hour, wall);
  const hour = learnTimeOfDay(learner.hour, { wall, value }, shape.hour);
  if (usual === null) return { learner: { ...learner, hour }, rarity: 0, judgedBy: null };
  const off = value - usual;
  return {
    learner: {
      ...learner,
      hour,
      tails: {
        ...tails,
        hourUp: learnTail(tails.hourUp, off, shape.tails.hour),
        hourDown: learnTail(tails.hourDown, -off, shape.tails.hour),
      },
    },
    rarity: Math.max(rarityOf(tails.hourUp, off), rarityOf(tails.hourDown, -off)),
    judgedBy: tails.hourUp.threshold === null ? null : { base: usual, up: tails.hourUp, down: tails.hourDown },
  };
}

/** The bins of the mixes are laid over the values seen at a few early moments; distances before that say nothing. */
function lookAtMix(learner: Learner, shape: LearnerShape) {
  const { recent, tails, mixes } = learner;
  if (shape.mix.fitAt.includes(learner.seen)) {
    const fitted = fitMixes(recent, shape.mix);
    const mix = fitted.distances.reduce((tail, distance) => learnTail(tail, distance, shape.tails.mix), emptyTail);
    return { learner: { ...learner, mixes: fitted.mixes, tails: { ...tails, mix } }, rarity: 0 };
  }
  if (mixes === null) return { learner, rarity: 0 };
  const { mixes: learned, distance } = learnMix(mixes, recent.slice(-shape.mix.window), shape.mix);
  const mix = learnTail(tails.mix, distance, shape.tails.mix);
  return { learner: { ...learner, mixes: learned, tails: { ...tails, mix } }, rarity: rarityOf(tails.mix, distance) };
}

function lookAtCourse(learner: Learner, shape: LearnerShape) {
  const { recent, tails } = learner;
  const distance = shapeDistance(recent, Math.sqrt(learner.squares / learner.seen), shape.course);
  if (distance === null) return { learner, rarity: 0 };
  const course = learnTail(tails.course, distance, shape.tails.course);
  return { learner: { ...learner, tails: { ...tails, course } }, rarity: rarityOf(tails.course, distance) };
}

/** Only the first value of an episode and those rarer than all before in it are news. */
function follow(episode: Learner['episode'], rarity: number | null, calm: number) {
  if (rarity !== null) {
    const isNews = episode === null || rarity > episode.record;
    return { episode: { calmFor: 0, record: Math.max(rarity, episode?.record ?? 0) }, isNews };
  }
  if (episode === null || episode.calmFor >= calm) return { episode: null, isNews: false };
  return { episode: { ...episode, calmFor: episode.calmFor + 1 }, isNews: false };
}

function band(judgedBy: Looked['judgedBy'], threshold: number): Pick<Judgement, 'expected' | 'low' | 'high'> {
  if (judgedBy === null) return { expected: null, low: null, high: null };
  const { base, up, down } = judgedBy;
  const above = valueOfRarity(up, threshold);
  const below = valueOfRarity(down, threshold);
  return { expected: base, low: below === null ? null : base - below, high: above === null ? null : base + above };
}

function meanOf(values: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += values[i] ?? 0;
  return sum / (to - from);
}
