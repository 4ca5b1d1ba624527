import fc from 'fast-check';
import { admissionClasses, type AdmissionClass } from '@/lib/breaker/admission';
import { FairQueue, weights } from '@/lib/breaker/fair-queue';

type Item = { workspaceId: string; class: AdmissionClass; n: number };
const all = () => true;
const item = (workspaceId: string, n = 0, name: AdmissionClass = 'interactive'): Item => ({
  workspaceId,
  n,
  class: name,
});

/** One at a time, each taking `costMs`. */
function serve(queue: FairQueue<Item>, count: number, costMs = 10): Item[] {
  return Array.from({ length: count }, () => {
    const next = queue.take(costMs, all);
    if (next) queue.end(next, 0);
    return next;
  }).filter((next) => next !== undefined);
}

describe('turns', () => {
  it('of one workspace are in the order of arrival', () => {
    const queue = new FairQueue<Item>();
    for (let n = 0; n < 5; n += 1) queue.push(item('a', n));
    expect(serve(queue, 5).map(({ n }) => n)).toEqual([0, 1, 2, 3, 4]);
    expect(queue.size).toBe(0);
  });

  it('come to a workspace with its first question next, though another has 1,000 waiting', () => {
    const queue = new FairQueue<Item>();
    for (let n = 0; n < 1_000; n += 1) queue.push(item('greedy', n));
    serve(queue, 37);
    queue.push(item('modest'));
    expect(queue.ahead(item('new'))).toBeLessThanOrEqual(2);
    const next = serve(queue, 2).map(({ workspaceId }) => workspaceId);
    expect(next).toContain('modest');
  });

  it('are counted by the time they take', () => {
    const queue = new FairQueue<Item>();
    const used = { slow: 0, quick: 0 };
    for (let n = 0; n < 2_000; n += 1) for (const name of ['slow', 'quick']) queue.push(item(name, n));
    for (let i = 0; i < 1_000; i += 1) {
      const next = queue.take(10, all);
      if (!next) break;
      const tookMs = next.workspaceId === 'slow' ? 90 : 10;
      used[next.workspaceId as 'slow' | 'quick'] += tookMs;
      queue.end(next, tookMs - 10);
    }
    expect(used.slow / used.quick).toBeGreaterThan(0.9);
    expect(used.slow / used.quick).toBeLessThan(1.1);
  });

  it('are shared between classes by weight while all want some', () => {
    const queue = new FairQueue<Item>();
    for (const name of admissionClasses) for (let n = 0; n < 1_000; n += 1) queue.push(item('a', n, name));
    const served = serve(queue, 1_700);
    for (const name of admissionClasses)
      expect(served.filter((each) => each.class === name).length).toBeCloseTo(weights[name] * 100, -1);
  });

  it('come to an alert before those who have waited', () => {
    const queue = new FairQueue<Item>();
    for (let n = 0; n < 100; n += 1) queue.push(item('a', n));
    serve(queue, 10);
    queue.push(item('b', 0, 'alert'));
    expect(serve(queue, 2).map((each) => each.class)).toContain('alert');
  });

  it('pass over a class that may not run', () => {
    const queue = new FairQueue<Item>();
    queue.push(item('a', 0, 'bulk'));
    expect(queue.take(10, (name) => name !== 'bulk')).toBeUndefined();
    queue.push(item('a', 1));
    expect(queue.take(10, (name) => name !== 'bulk')).toMatchObject({ n: 1 });
  });

  it('forgive: a question that took a minute does not hold up the next one as long', () => {
    const queue = new FairQueue<Item>();
    for (let n = 0; n < 1_000; n += 1) queue.push(item('b', n));
    queue.push(item('a', 0));
    const long = serve(queue, 2).find(({ workspaceId }) => workspaceId === 'a');
    expect(long).toBeDefined();
    queue.push(item('a', 1));
    queue.push(item('a', 2));
    const first = queue.take(10, all);
    if (first) queue.end(first, 60_000);
    expect(serve(queue, 120, 10).filter(({ workspaceId }) => workspaceId === 'a')).not.toHaveLength(0);
  });

  it('are lost first by the newest of whoever has most waiting', () => {
    const queue = new FairQueue<Item>();
    for (let n = 0; n < 3; n += 1) queue.push(item('a', n));
    queue.push(item('b'));
    expect(queue.newestOfLongest()).toMatchObject({ workspaceId: 'a', n: 2 });
  });

  it('come to everyone exactly once, whatever comes and goes', () => {
    const step = fc.record({
      what: fc.constantFrom('push', 'push', 'take', 'end', 'remove'),
      workspaceId: fc.constantFrom('a', 'b', 'c'),
      class: fc.constantFrom(...admissionClasses),
      tookMs: fc.integer({ min: 0, max: 5_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const queue = new FairQueue<Item>();
        const waiting = new Set<Item>();
        const running: Item[] = [];
        const done = new Set<Item>();
        let n = 0;
        const take = () => {
          const next = queue.take(20, all);
          expect(next === undefined).toBe(waiting.size === 0);
          if (!next) return;
          expect(waiting.delete(next)).toBe(true);
          running.push(next);
        };
        const end = (tookMs: number) => {
          const ended = running.shift();
          if (!ended) return;
          queue.end(ended, tookMs - 20);
          done.add(ended);
        };
        for (const { what, tookMs, ...payer } of steps) {
          if (what === 'push') {
            const pushed = { ...payer, n: (n += 1) };
            queue.push(pushed);
            waiting.add(pushed);
          } else if (what === 'take') take();
          else if (what === 'end') end(tookMs);
          else {
            const [leaving] = waiting;
            if (leaving) {
              expect(queue.remove(leaving)).toBe(waiting.delete(leaving));
              expect(queue.remove(leaving)).toBe(false);
              done.add(leaving);
            }
          }
          expect(queue.size).toBe(waiting.size);
          expect(new Set(queue.waiting())).toEqual(waiting);
        }
        while (waiting.size > 0) take();
        while (running.length > 0) end(5);
        expect(done.size).toBe(n);
        for (const name of admissionClasses) expect([queue.queued(name), queue.running(name)]).toEqual([0, 0]);
      }),
      { numRuns: 300 },
    );
  });
});
