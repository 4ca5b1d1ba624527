import fc from 'fast-check';
import { createIdWindow, encodeClaims, hashId, type IdWindow } from '@/lib/spool/id-window';
import { movableClock } from '../build/ingest';

const seed = [17, 42] as const;
const hour = 3_600_000;
const make = (capacity = 1_000) => {
  const clock = movableClock();
  return { clock, window: createIdWindow({ clock, seed, windowMs: 24 * hour, capacity }) };
};
const claim = (window: IdWindow, id: string, workspace = 'w') => window.claim(workspace, id, []);

describe('the window of event ids', () => {
  it('takes an id once for each workspace', () => {
    const { window } = make();
    expect([claim(window, 'a'), claim(window, 'a'), claim(window, 'a', 'other'), claim(window, 'b')]).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it('does not confuse where the workspace ends and the id begins', () => {
    const { window } = make();
    expect([window.claim('ab', 'c', []), window.claim('a', 'bc', [])]).toEqual([true, true]);
  });

  it('gives released ids back', () => {
    const { window } = make();
    const claims: number[] = [];
    window.claim('w', 'a', claims);
    window.release(claims);
    expect(claim(window, 'a')).toBe(true);
    expect(window.size()).toBe(1);
  });

  it.each([
    [23 * hour, false],
    [24 * hour - 1, false],
    [48 * hour + 2, true],
  ])('%d ms after it was accepted, an id is new: %s', (ms, isNew) => {
    const { window, clock } = make();
    claim(window, 'a');
    for (let left = ms; left > 0; left -= hour) {
      clock.advance(Math.min(left, hour));
      claim(window, `tick-${left}`);
    }
    expect(claim(window, 'a')).toBe(isNew);
  });

  it('remembers at least its capacity and stays within twice of it', () => {
    const { window } = make(500);
    for (let i = 0; i < 5_000; i += 1) claim(window, `id-${i}`);
    expect(window.size()).toBeLessThanOrEqual(1_000);
    for (let i = 4_501; i < 5_000; i += 1) expect(claim(window, `id-${i}`)).toBe(false);
  });

  it('takes over what was saved', () => {
    const claims: number[] = [];
    const { window } = make();
    ['a', 'b', 'c'].forEach((id) => window.claim('w', id, claims));
    const next = make().window;
    next.load(encodeClaims(claims));
    expect(['a', 'b', 'c', 'd'].map((id) => claim(next, id))).toEqual([false, false, false, true]);
  });

  it('behaves like a set under random claims and releases', () => {
    const step = fc.record({ id: fc.integer({ min: 0, max: 60 }), isRelease: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const { window } = make();
        const model = new Map<number, number[]>();
        for (const { id, isRelease } of steps) {
          const known = model.get(id);
          if (isRelease) {
            if (known) window.release(known);
            model.delete(id);
          } else {
            const claims: number[] = [];
            expect(window.claim('w', String(id), claims)).toBe(known === undefined);
            if (known === undefined) model.set(id, claims);
          }
        }
        expect(window.size()).toBe(model.size);
      }),
    );
  });

  it('hashes many similar ids without one collision', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 100_000; i += 1) {
      const [low, high] = hashId(seed, 'w1', `event-${i}`);
      seen.add(`${high} ${low}`);
    }
    expect(seen.size).toBe(100_000);
  });
});
