import { GradientLimit } from '@/lib/breaker/gradient-limit';
import { createWork, mean, simulate, type Plan, type Run } from './simulated-engine';

const bounds = { min: 2, max: 24, initial: 4 };
const after = (run: Run, at: number) => ({
  limits: run.limits.filter((each) => each.at >= at).map(({ limit }) => limit),
  answered: run.answered.filter((each) => each.at >= at),
});
/** Share of what the engine could have done. */
const used = (answered: Run['answered'], capacity: number, ms: number) =>
  answered.reduce((sum, { workMs }) => sum + workMs, 0) / (capacity * ms);

describe('the limit', () => {
  it.each<[Plan['kind'], number, number]>([
    ['places', 2, 50],
    ['places', 3, 50],
    ['places', 6, 50],
    ['cores', 2, 50],
    ['cores', 3, 400],
    ['cores', 6, 400],
  ])('settles near the knee of an engine with %s for %i questions of %i ms', (kind, capacity, median) => {
    const work = createWork(7);
    const limit = new GradientLimit(bounds);
    const next = () => ({ shape: 'q', workMs: work(median, 0.7) });
    const { limits, answered } = after(simulate(limit, { forMs: 60_000, capacity, kind, next }), 30_000);
    expect(mean(limits)).toBeGreaterThan(capacity);
    expect(mean(limits)).toBeLessThan(2.5 * capacity + 1);
    expect(used(answered, capacity, 30_000)).toBeGreaterThan(0.85);
    const delay = mean(answered.map(({ tookMs }) => tookMs)) / mean(answered.map(({ workMs }) => workMs));
    expect(delay).toBeLessThan(2.5);
  });

  it('stays when short questions give way to long ones', () => {
    const work = createWork(11);
    const limit = new GradientLimit(bounds);
    const next = (at: number) =>
      at > 30_000 ? { shape: 'long', workMs: work(600, 0.5) } : { shape: 'short', workMs: work(12, 0.5) };
    // Some long ones before, as on any portal.
    const mixed = (at: number) =>
      at % 500 === 0 && at < 30_000 ? { shape: 'long', workMs: work(600, 0.5) } : next(at);
    const run = simulate(limit, { forMs: 60_000, capacity: 6, kind: 'places', next: mixed });
    const { limits, answered } = after(run, 40_000);
    expect(mean(limits)).toBeGreaterThan(6);
    expect(used(answered, 6, 20_000)).toBeGreaterThan(0.9);
  });

  it('follows an engine that is slow for a while, and is back when that is over', () => {
    const work = createWork(3);
    const limit = new GradientLimit(bounds);
    const slowness = (at: number) => (at > 20_000 && at < 40_000 ? 8 : 1);
    const next = () => ({ shape: 'q', workMs: work(30, 0.5) });
    const run = simulate(limit, { forMs: 70_000, capacity: 4, kind: 'places', next, slowness });
    const { limits, answered } = after(run, 50_000);
    expect(mean(limits)).toBeGreaterThan(4);
    expect(mean(limits)).toBeLessThan(11);
    expect(used(answered, 4, 20_000)).toBeGreaterThan(0.9);
  });

  it('does not creep up while the engine is full for minutes', () => {
    const work = createWork(5);
    const limit = new GradientLimit(bounds);
    const next = () => ({ shape: 'q', workMs: work(60, 0.5) });
    const { limits } = after(simulate(limit, { forMs: 200_000, capacity: 3, kind: 'places', next }), 150_000);
    expect(mean(limits)).toBeLessThan(8);
  });

  it('does not move for few callers, however fast they are answered', () => {
    const limit = new GradientLimit({ ...bounds, initial: 10 });
    const next = () => ({ shape: 'q', workMs: 20 });
    simulate(limit, { forMs: 20_000, capacity: 10, kind: 'places', next, callers: 3 });
    expect(limit.limit).toBe(10);
  });

  it('is lowered once for what fails together, and never below its least', () => {
    const limit = new GradientLimit({ ...bounds, initial: 16 });
    for (let i = 0; i < 20; i += 1) limit.failed(1_000);
    expect(limit.limit).toBe(12);
    for (let now = 2_000; now < 5_000; now += 100) limit.failed(now);
    expect(limit.limit).toBe(2);
  });

  it('takes questions that it has never seen alone for no evidence', () => {
    const limit = new GradientLimit({ ...bounds, initial: 8 });
    for (let now = 0; now < 30_000; now += 100)
      limit.answered({ shape: `new ${now}`, tookMs: now < 100 ? 50 : 5_000, inFlight: 8, now });
    expect(limit.limit).toBe(8);
  });
});
