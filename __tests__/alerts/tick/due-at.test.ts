import fc from 'fast-check';
import { countsFor, nextDueAt, offsetOf } from '@/lib/alerts/tick/due-at';
import { minute, noon } from '../world';

const at = (questionKey: string, now: number) => ({ questionKey, now, isActive: false });

describe('when a rule is due next', () => {
  it('is after now, within one interval, and always at the same place of it', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 0, max: 4e12 }),
        fc.constantFrom(10_000, minute, 5 * minute),
        (key, now, everyMs) => {
          const due = nextDueAt({ every: `${everyMs / 1_000}s` }, at(key, now));
          expect(due).toBeGreaterThan(now);
          expect(due - now).toBeLessThanOrEqual(everyMs);
          expect((((due - offsetOf(key, everyMs)) % everyMs) + everyMs) % everyMs).toBe(0);
        },
      ),
    );
  });

  it('lets equal questions fall due together, also when one is asked five times as often', () => {
    const often = nextDueAt({ every: '1m' }, at('w1 q', noon));
    const seldom = nextDueAt({ every: '5m' }, at('w1 q', noon));
    expect((seldom - often) % minute).toBe(0);
  });

  it('spreads different questions over the interval', () => {
    const offsets = Array.from({ length: 600 }, (_, n) => offsetOf(`question ${n}`, minute));
    const perSixth = Array.from({ length: 6 }, (_, n) => offsets.filter((o) => Math.floor(o / 10_000) === n).length);
    expect(Math.min(...perSixth)).toBeGreaterThan(60);
  });

  it('catches up on nothing: after an hour away there is one evaluation, not sixty', () => {
    const away = nextDueAt({ every: '1m' }, at('q', noon + 60 * minute));
    expect(away - (noon + 60 * minute)).toBeLessThanOrEqual(minute);
  });

  it('is soon for a rule that events wake while something is about, and in a minute otherwise', () => {
    const of = (isActive: boolean) => nextDueAt({ every: 'event' }, { questionKey: 'q', now: noon, isActive }) - noon;
    expect([of(true), of(false)]).toEqual([10_000, minute]);
  });
});

describe('the time that an evaluation counts for', () => {
  it.each([
    ['when it was due, however late in the minute it is', '1m', 2_000, -2_000],
    ['now, when it was due long ago', '1m', 2 * minute, 0],
    ['now, when events woke it', 'event', 2_000, 0],
  ] as const)('is %s', (_, every, lateMs, expected) => {
    expect(countsFor({ every }, { dueAt: noon - lateMs, now: noon }) - noon).toBe(expected);
  });
});
