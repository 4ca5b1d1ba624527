import fc from 'fast-check';
import { newLearner, type Judgement, type Learner } from '@/lib/alerts/anomaly/learner';
import { learnerShape } from '@/lib/alerts/anomaly/learner-shape';
import { observe } from '@/lib/alerts/anomaly/observe';
import { shapeDistance } from '@/lib/alerts/anomaly/shape-distance';
import { emptyTail, learnTail, rarityOf, valueOfRarity, type Tail } from '@/lib/alerts/anomaly/tail';

const fiveMinutes = 300_000;
const monday = Date.UTC(2026, 0, 12);
/** Numbers that look random and are the same each time. */
function noise(seed: number): () => number {
  let state = seed;
  const uniform = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  return () => Math.sqrt(-2 * Math.log(uniform() + 1e-12)) * Math.cos(2 * Math.PI * uniform());
}

type Step = { at: number; value: number };
function judge(values: readonly number[], everyMs = fiveMinutes) {
  let learner: Learner = newLearner(learnerShape);
  const judgements: Judgement[] = [];
  values.forEach((value, index) => {
    const step = observe(learner, { wall: monday + index * everyMs, value }, learnerShape);
    learner = step.learner;
    judgements.push(step.judgement);
  });
  return { judgements, learner };
}
const news = (judgements: readonly Judgement[]): Step[] =>
  judgements.flatMap(({ isNews, score }, at) => (isNews ? [{ at, value: score }] : []));

const steady = (length: number, seed = 1) => {
  const next = noise(seed);
  return Array.from({ length }, () => 100 + 5 * next());
};
/** Busy by day and quiet by night. */
const daily = (length: number, seed = 2) => {
  const next = noise(seed);
  return Array.from({ length }, (_, index) => 100 + 60 * Math.sin((index / 288) * 2 * Math.PI) + 3 * next());
};

describe('a learned series', () => {
  it('keeps quiet about steady noise but for one value in some thousands', () => {
    expect(news(judge(steady(2_500)).judgements).length).toBeLessThanOrEqual(5);
  });

  it('says nothing at all before it has learned', () => {
    const { judgements } = judge(steady(100));
    expect(judgements.filter(({ rarity, part, isNews }) => rarity > 0 || part !== null || isNews)).toEqual([]);
  });

  it('finds a spike at once', () => {
    const values = steady(1_500).with(1_200, 200);
    expect(news(judge(values).judgements)).toContainEqual(expect.objectContaining({ at: 1_200 }));
  });

  it('finds a value that is usual by day and odd by night', () => {
    // 100 + 60 is the height of each day; at 18:00 it is 40.
    const odd = 288 * 8 + 216;
    const { judgements } = judge(daily(288 * 9).with(odd, 160));
    expect(judgements[odd]).toMatchObject({ isAnomalous: true });
    expect(judgements[odd]?.rarities.hour).toBeGreaterThanOrEqual(learnerShape.threshold);
  });

  it('finds a daily course that stays away though no value is new', () => {
    const values = daily(288 * 9).map((value, index) => (index >= 288 * 8 ? 100 + (value - 100) / 20 : value));
    const found = news(judge(values).judgements).find(({ at }) => at >= 288 * 8);
    expect(found?.at).toBeLessThan(288 * 8 + 144);
  });

  it('finds values that begin to flatline', () => {
    const values = steady(2_000).map((value, index) => (index >= 1_500 ? 100 : value));
    const found = news(judge(values).judgements).find(({ at }) => at >= 1_500);
    expect(found?.at).toBeLessThan(1_600);
  });

  it('tells an episode once, and again only when it gets worse', () => {
    const values = steady(1_400).map((value, index) => (index >= 1_200 && index < 1_220 ? 200 : value));
    const told = news(judge(values).judgements).filter(({ at }) => at >= 1_200 && at < 1_300);
    expect(told.length).toBeGreaterThanOrEqual(1);
    expect(told.length).toBeLessThan(10);
    told.slice(1).forEach(({ value }, index) => expect(value).toBeGreaterThan(told[index]?.value ?? 1));
  });

  it('says what was expected: most values lie within the band, and those outside are far out', () => {
    const { judgements } = judge(daily(288 * 8));
    const late = judgements.slice(288 * 4);
    const values = daily(288 * 8).slice(288 * 4);
    const inside = late.filter(({ low, high }, i) => (values[i] ?? 0) >= (low ?? 0) && (values[i] ?? 0) <= (high ?? 0));
    expect(inside.length / late.length).toBeGreaterThan(0.99);
    const isAround = ({ low, expected, high }: Judgement) =>
      (low ?? 0) < (expected ?? 0) && (expected ?? 0) < (high ?? 0);
    expect(late.every(isAround)).toBe(true);
  });

  it('names the part that found it', () => {
    const { judgements } = judge(steady(1_500).with(1_200, 300));
    const judgement = judgements[1_200];
    expect(judgement?.part === null || judgement === undefined ? 0 : judgement.rarities[judgement.part]).toBe(
      judgement?.rarity,
    );
  });

  it.each([
    ['nothing but zeros', Array.from({ length: 1_000 }, () => 0)],
    ['a constant', Array.from({ length: 1_000 }, () => 42.5)],
    ['a line', Array.from({ length: 1_000 }, (_, index) => index)],
    ['two values in turn', Array.from({ length: 1_000 }, (_, index) => index % 2)],
    ['huge values', steady(1_000).map((value) => value * 1e300)],
    ['tiny values', steady(1_000).map((value) => value * 1e-300)],
  ])('gives numbers for %s', (_, values) => {
    const { judgements } = judge(values);
    const isSound = ({ rarity, score }: Judgement) => Number.isFinite(rarity) && score >= 0 && score < 1;
    expect(judgements.filter((judgement) => !isSound(judgement))).toEqual([]);
  });
  it('says nothing about a constant', () => {
    expect(news(judge(Array.from({ length: 2_000 }, () => 7)).judgements)).toEqual([]);
  });
});

describe('what is remembered', () => {
  it('stays within bounds however long the series gets', () => {
    const sizes = [1_500, 3_000].map((length) => JSON.stringify(judge(steady(length)).learner).length);
    expect(sizes[0]).toBeLessThan(20_000);
    expect(sizes[1]).toBeLessThan((sizes[0] ?? 0) * 1.1);
  });

  it('is plain: a learner that was stored judges as one that was not', () => {
    const values = daily(900);
    let learner = newLearner(learnerShape);
    const stored = values.map((value, index) => {
      if (index % 97 === 0) learner = JSON.parse(JSON.stringify(learner)) as Learner;
      const step = observe(learner, { wall: monday + index * fiveMinutes, value }, learnerShape);
      learner = step.learner;
      return step.judgement;
    });
    expect(stored).toEqual(judge(values).judgements);
  });

  it('is not of the future: judgements of a beginning are the beginning of the judgements', () => {
    const values = daily(1_500).with(1_300, 500);
    const whole = judge(values).judgements;
    for (const cut of [150, 301, 700, 1_299])
      expect(judge(values.slice(0, cut)).judgements).toEqual(whole.slice(0, cut));
  });

  it('is not touched by judging', () => {
    const { learner } = judge(steady(400));
    const before = JSON.stringify(learner);
    observe(learner, { wall: monday, value: 1e6 }, learnerShape);
    expect(JSON.stringify(learner)).toBe(before);
  });
});

describe('the tail of a distribution', () => {
  const shape = { level: 0.98, firstFit: 100, lastFit: 300 };
  const tailOf = (values: readonly number[]): Tail =>
    values.reduce((tail, value) => learnTail(tail, value, shape), emptyTail);
  const exponential = (() => {
    let state = 3;
    const uniform = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
    return Array.from({ length: 20_000 }, () => -Math.log(1 - uniform()));
  })();

  it('finds values as rare as they are', () => {
    // Of an exponential distribution one value in 10^r is above r ln 10.
    const tail = tailOf(exponential);
    for (const rarity of [2, 3, 4]) expect(rarityOf(tail, rarity * Math.LN10)).toBeCloseTo(rarity, 0);
  });
  it('knows nothing before it is fitted', () => {
    expect(rarityOf(tailOf(exponential.slice(0, 99)), 1_000)).toBe(0);
    expect(rarityOf(tailOf(exponential.slice(0, 100)), 1_000)).toBeGreaterThanOrEqual(2);
  });
  it('has no memory of single values once it is warm', () => {
    expect(tailOf(exponential.slice(0, 350)).warm).toBeNull();
  });

  it('is monotonic: a higher value is not less rare', () => {
    const tail = tailOf(exponential.slice(0, 2_000));
    const value = fc.double({ min: -10, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(rarityOf(tail, Math.max(a, b))).toBeGreaterThanOrEqual(rarityOf(tail, Math.min(a, b)));
      }),
      { seed: 11 },
    );
  });
  it('turns a rarity into the value that has it', () => {
    const tail = tailOf(exponential.slice(0, 2_000));
    for (const rarity of [3, 4, 6, 9]) expect(rarityOf(tail, valueOfRarity(tail, rarity) ?? 0)).toBeCloseTo(rarity, 6);
  });
});

describe('the distance of a course', () => {
  it('is that of the obvious computation', () => {
    const series = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 5, maxLength: 60 });
    fc.assert(
      fc.property(series, (values) => {
        const course = { length: 4, neighbours: 3 };
        const start = values.length - course.length;
        const distances = Array.from({ length: Math.max(0, start) }, (_, at) =>
          Math.hypot(...Array.from({ length: 4 }, (_item, i) => (values[at + i] ?? 0) - (values[start + i] ?? 0))),
        ).sort((a, b) => a - b);
        const found = shapeDistance(values, 2, course);
        if (start < course.length + course.neighbours) expect(found).toBeNull();
        else expect(found).toBeCloseTo(distances.slice(0, 3).reduce((sum, d) => sum + d, 0) / 3 / 2, 8);
      }),
      { seed: 5 },
    );
  });
});
