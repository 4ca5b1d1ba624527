import fc from 'fast-check';
import { admissionClasses, type Asked, type Place } from '@/lib/breaker/admission';
import type { AdmissionOptions } from '@/lib/breaker/admission-options';
import { createAdmission } from '@/lib/breaker/create-admission';
import { AppError, isAppError } from '@/lib/errors/app-error';
import { createMetrics } from '@/lib/telemetry/metrics';
import { FixedTime, settle } from '../live/world';

const three = { min: 3, max: 3, initial: 3 };
const asked = (more: Partial<Asked> = {}): Asked => ({ workspaceId: 'w1', class: 'interactive', shape: 'q', ...more });

function world(options: Partial<AdmissionOptions> = {}) {
  const time = new FixedTime();
  const metrics = createMetrics();
  const { clock, timers } = time;
  const admission = createAdmission({ clock, metrics, after: timers.after, limit: three, ...options });
  /** A call at the engine that takes so long. */
  const call = (tookMs: number, of: Partial<Asked> = {}, then: () => void = () => undefined) =>
    admission.run(() => new Promise<void>((resolve) => timers.after(tookMs, () => resolve(then()))), asked(of));
  return { time, metrics, admission, call };
}
const endOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'run' as const,
    (error: unknown) => (isAppError(error) ? error : Promise.reject(error as Error)),
  );

describe('a call to the engine', () => {
  it('starts at once and without a timer while there is room', async () => {
    const { admission, time } = world();
    const place = admission.enter(asked());
    expect(place).not.toBeInstanceOf(Promise);
    expect(time.timersLeft).toBe(0);
    expect(admission.status()).toMatchObject({ limit: 3, inFlight: 1, pressure: 1, everyMs: 0 });
    (place as Place).leave('answered');
    (place as Place).leave('answered');
    expect(admission.status().inFlight).toBe(0);
  });

  it('waits for a place when there is none, and takes it when one is left', async () => {
    const { time, call } = world();
    const order: number[] = [];
    for (let n = 0; n < 5; n += 1) void call(100, {}, () => order.push(n));
    await time.pass(100);
    expect(order).toEqual([0, 1, 2]);
    await time.pass(100);
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  it('is refused at once when its wait would be too long, with the time after which to ask again', async () => {
    const { time, call, metrics } = world();
    for (let n = 0; n < 40; n += 1) void endOf(call(1_000));
    await time.pass(2_500);
    const error = await endOf(call(1_000));
    expect(error).toMatchObject({ code: 'overloaded', status: 503 });
    const { message, retryAfterMs } = error as AppError;
    expect(message).toMatch(/^The engine is busy with other questions; this one would have waited about \d+ s/);
    expect(retryAfterMs).toBeGreaterThanOrEqual(1_000);
    expect(retryAfterMs).toBeLessThanOrEqual(30_000);
    expect(await metrics.registry.metrics()).toContain(
      'sightglass_admission_refused_total{class="interactive",reason="estimate"} 1',
    );
  });

  it('of a workspace with nothing waiting is not refused by an estimate, as its turn comes soon', async () => {
    const { time, call } = world();
    for (let n = 0; n < 40; n += 1) void endOf(call(1_000));
    await time.pass(2_500);
    expect(await endOf(call(1_000))).toMatchObject({ code: 'overloaded' });
    const first = endOf(call(1_000, { workspaceId: 'w2' }));
    const live = endOf(call(1_000, { class: 'live' }));
    await time.pass(2_000);
    expect(await Promise.all([first, live])).toEqual(['run', 'run']);
  });

  it('is refused at its deadline when the engine does not end what it has', async () => {
    const { time, call } = world();
    for (let n = 0; n < 3; n += 1) void call(60_000);
    const waiting = endOf(call(10));
    await time.pass(3_900);
    const early = await Promise.race([waiting, Promise.resolve('waits')]);
    expect(early).toBe('waits');
    await time.pass(400);
    expect(await waiting).toMatchObject({ code: 'overloaded' });
    // By now it is known that nothing ends, so the next one hears at once.
    expect(await endOf(call(10))).toMatchObject({ code: 'overloaded' });
  });

  it('leaves the queue when nobody waits for it any more', async () => {
    const { time, call, admission } = world();
    for (let n = 0; n < 3; n += 1) void call(100);
    const controller = new AbortController();
    const waiting = endOf(call(100, { signal: controller.signal }));
    await settle();
    expect(admission.status().queued.interactive).toBe(1);
    controller.abort();
    expect(await waiting).toMatchObject({ code: 'query_rejected' });
    expect(admission.status().queued.interactive).toBe(0);
    expect(await endOf(call(100, { signal: controller.signal }))).toMatchObject({ code: 'query_rejected' });
    await time.pass(100);
    expect(admission.status().inFlight).toBe(0);
  });

  it('that takes its time has half of the places at most', async () => {
    const { time, call, admission } = world({ limit: { min: 4, max: 4, initial: 4 } });
    for (let n = 0; n < 4; n += 1) void call(10_000, { class: 'bulk' });
    expect(admission.status()).toMatchObject({ inFlight: 2, queued: { bulk: 2 } });
    expect(admission.enter(asked())).not.toBeInstanceOf(Promise);
    await time.pass(10_000);
    expect(admission.status().queued.bulk).toBe(0);
  });

  it('of whoever asks most is lost when too many wait', async () => {
    const { call, admission } = world({ maxQueued: 10, deadlines: { interactive: 1e9 } });
    for (let n = 0; n < 3; n += 1) void call(100);
    const greedy = Array.from({ length: 10 }, () => endOf(call(100)));
    const modest = endOf(call(100, { workspaceId: 'w2' }));
    expect(await greedy.at(-1)).toMatchObject({ code: 'overloaded' });
    expect(await endOf(call(100))).toMatchObject({ code: 'overloaded' });
    await expect(Promise.race([modest, Promise.resolve('waits')])).resolves.toBe('waits');
    expect(admission.status()).toMatchObject({ queued: { interactive: 10 }, refused: { interactive: 2 } });
  });

  it('of another workspace waits about one turn behind a thousand', async () => {
    const { time, call } = world({ deadlines: { interactive: 1e9 } });
    for (let n = 0; n < 1_000; n += 1) void call(100);
    await time.pass(1_050);
    let at: number | null = null;
    const from = time.clock.now();
    void call(100, { workspaceId: 'w2' }, () => (at = time.clock.now() - from));
    await time.pass(400);
    expect(at).toBeLessThanOrEqual(200);
  });

  it('does not change what its error is', async () => {
    const { admission } = world();
    const failing = (error: Error) => admission.run(() => Promise.reject(error), asked());
    await expect(failing(new TypeError('x'))).rejects.toThrow(TypeError);
    await expect(failing(new AppError('engine_timeout', 'late'))).rejects.toMatchObject({ code: 'engine_timeout' });
    expect(admission.status().inFlight).toBe(0);
  });
});

describe('the limit of the gate', () => {
  it.each([
    ['timeouts', 2, new AppError('engine_timeout', 'late')],
    ['an engine that is away', 2, new AppError('engine_unavailable', 'gone')],
    ['refused statements and cancelled calls', 16, new AppError('query_rejected', 'no')],
  ])('of 16 is after %s %i', async (_, limit, error) => {
    const { admission, time } = world({ limit: { min: 2, max: 24, initial: 16 } });
    for (let n = 0; n < 20; n += 1) {
      await admission.run(() => Promise.reject(error), asked()).catch(() => undefined);
      await time.pass(60);
    }
    expect(admission.status().limit).toBe(limit);
  });
});

describe('the pressure of the gate', () => {
  it('rises while calls wait, is told, and falls by itself; then no timer is left', async () => {
    const { time, call, admission, metrics } = world();
    const told: number[] = [];
    admission.onPressure(() => told.push(admission.everyMs()));
    for (let at = 0; at < 6_000; at += 100) {
      for (let n = 0; n < 6; n += 1) void endOf(call(400));
      await time.pass(100);
    }
    expect(admission.pressure()).toBe(8);
    expect(await metrics.registry.metrics()).toContain('sightglass_admission_pressure 8');
    await time.pass(30_000);
    expect(told).toEqual([2_000, 4_000, 8_000, 4_000, 2_000, 0]);
    expect(time.timersLeft).toBe(0);
    expect(admission.status()).toMatchObject({ pressure: 1, inFlight: 0, waitMs: 0 });
  });

  it('does not rise because exports wait for each other', async () => {
    const { time, call, admission } = world();
    for (let n = 0; n < 10; n += 1) void endOf(call(1_500, { class: 'bulk' }));
    await time.pass(5_000);
    expect(admission.pressure()).toBe(1);
  });
});

describe('whatever is asked', () => {
  const call = fc.record({
    at: fc.integer({ min: 0, max: 8_000 }),
    tookMs: fc.integer({ min: 1, max: 1_500 }),
    workspaceId: fc.constantFrom('a', 'b', 'c'),
    class: fc.constantFrom(...admissionClasses),
    end: fc.constantFrom('answered', 'answered', 'timeout', 'rejected'),
    leavesAfter: fc.option(fc.integer({ min: 0, max: 3_000 }), { nil: undefined }),
  });

  it('no more than the limit are at the engine, and each ends once: run, refused or gone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 120 }), async (calls) => {
        const { time, admission } = world({ limit: { min: 1, max: 6, initial: 3 }, maxQueued: 40 });
        const ends = new Map<number, string[]>();
        let inside = 0;
        const start = async (n: number, one: (typeof calls)[number]) => {
          const controller = new AbortController();
          let hasRun = false;
          if (one.leavesAfter !== undefined) time.timers.after(one.leavesAfter, () => controller.abort());
          const work = async () => {
            hasRun = true;
            // Lowered limits hold for who comes next, so what counts is the moment of entering.
            inside += 1;
            expect(inside).toBe(admission.status().inFlight);
            expect(inside).toBeLessThanOrEqual(6);
            await new Promise<void>((resolve) => time.timers.after(one.tookMs, resolve));
            inside -= 1;
            if (one.end === 'timeout') throw new AppError('engine_timeout', 'late');
            if (one.end === 'rejected') throw new AppError('query_rejected', 'no');
          };
          const ended = await endOf(admission.run(work, { ...one, shape: one.class, signal: controller.signal }));
          const how = hasRun ? 'run' : ended === 'run' ? 'never' : ended.code;
          ends.set(n, [...(ends.get(n) ?? []), how]);
        };
        calls.forEach((one, n) => time.timers.after(one.at, () => void start(n, one)));
        await time.pass(120_000);
        expect(ends.size).toBe(calls.length);
        for (const [n, how] of ends) {
          expect(how).toHaveLength(1);
          expect(['run', 'overloaded', ...(calls[n]?.leavesAfter === undefined ? [] : ['query_rejected'])]).toContain(
            how[0],
          );
        }
        expect(admission.status()).toMatchObject({
          inFlight: 0,
          queued: { alert: 0, interactive: 0, live: 0, bulk: 0 },
          pressure: 1,
        });
        expect(time.timersLeft).toBe(0);
      }),
      { numRuns: 25, seed: 3 },
    );
  });

  it('alerts have their turn while people ask more than can be answered', async () => {
    const { time, call, admission } = world();
    const waits: number[] = [];
    for (let at = 0; at < 20_000; at += 50) {
      for (let n = 0; n < 4; n += 1) void endOf(call(300, { workspaceId: `w${n}` }));
      if (at % 1_000 === 0) {
        const from = time.clock.now();
        void endOf(call(300, { class: 'alert' }, () => waits.push(time.clock.now() - from)));
      }
      await time.pass(50);
    }
    await time.pass(5_000);
    expect(waits).toHaveLength(20);
    expect(Math.max(...waits)).toBeLessThanOrEqual(1_000);
    expect(admission.status().refused.alert).toBe(0);
  });
});
