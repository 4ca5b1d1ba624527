import fc from 'fast-check';
import { seenStatus, unseen } from '@/lib/alerts/series-state';
import type { Outcome, Timing } from '@/lib/alerts/step';
import { transition } from '@/lib/alerts/transition';
import type { SeriesState, Transition } from '@/lib/model/alert-state';
import { severities, type Severity } from '@/lib/model/severity';
import { minute, noon } from './world';

const behaviour = fc.constantFrom('alert', 'ok', 'keep', 'notify_once' as const);
const span = fc.integer({ min: 0, max: 6 }).map((count) => count * 30_000);
const timings: fc.Arbitrary<Timing> = fc.record({
  forMs: span,
  keepFiringForMs: span,
  noData: behaviour,
  onError: behaviour,
  absentSeverity: fc.constantFrom(...severities),
  missingAfter: fc.integer({ min: 1, max: 3 }),
  resolvedForMs: fc.constant(5 * minute),
});
const value: fc.Arbitrary<Outcome> = fc
  .subarray<Severity>([...severities])
  .map((breached) => ({ kind: 'value', value: breached.length, breached, because: '' }));
const blind: fc.Arbitrary<Outcome> = fc.constantFrom<Outcome>(
  { kind: 'no_data' },
  { kind: 'missing' },
  { kind: 'error', message: 'broken' },
);
const outcome = fc.oneof({ weight: 4, arbitrary: value }, { weight: 1, arbitrary: blind });
const step = fc.record({ outcome, afterMs: fc.integer({ min: 1, max: 4 }).map((count) => count * 20_000) });
const life = fc.record({ timing: timings, steps: fc.array(step, { minLength: 1, maxLength: 60 }) });

type Moment = { now: number; outcome: Outcome; before: SeriesState; state: SeriesState; transitions: Transition[] };
type Life = { timing: Timing; steps: { outcome: Outcome; afterMs: number }[] };

function live({ timing, steps }: Life): Moment[] {
  let now = noon;
  let state = unseen;
  return steps.map(({ outcome: found, afterMs }) => {
    now += afterMs;
    const before = state;
    const stepped = transition(before, found, { timing, now });
    state = stepped.state;
    return { now, outcome: found, before, ...stepped };
  });
}

const settings = { seed: 4_711, numRuns: 400 };
const holds = (name: string, invariant: (moments: Moment[], lived: Life) => void) =>
  it(name, () =>
    fc.assert(
      fc.property(life, (lived) => invariant(live(lived), lived)),
      settings,
    ),
  );

describe('whatever happens to a series', () => {
  holds('an alert fires and resolves in turn, and never twice in a row', (moments) => {
    const told = moments.flatMap(({ transitions }) => transitions.map(({ kind }) => kind));
    const ends = told.filter((kind) => kind === 'fired' || kind === 'resolved');
    ends.forEach((kind, index) => expect(kind).toBe(index % 2 === 0 ? 'fired' : 'resolved'));
  });

  holds('the row says that an alert is open exactly while one is', (moments) => {
    let isOpen = false;
    for (const { transitions, state } of moments) {
      for (const { kind } of transitions) if (kind === 'fired' || kind === 'resolved') isOpen = kind === 'fired';
      expect(state.firedAt !== null).toBe(isOpen);
      expect(['firing', 'recovering'].includes(seenStatus(state))).toBe(isOpen);
      if (isOpen) expect(state.severity).not.toBeNull();
    }
  });

  holds('transitions follow each other without a gap', (moments) => {
    for (const { before, state, transitions } of moments) {
      let at = before.status;
      for (const { from, to } of transitions) {
        expect(from).toBe(at);
        at = to;
      }
      // Only that a resolved alert is old enough not to be shown is told to nobody.
      if (!(at === 'resolved' && state.status === 'inactive')) expect(state.status).toBe(at);
    }
  });

  holds('nothing fires before its condition was seen to hold for as long as the rule says', (moments, { timing }) => {
    let since = new Map<Severity, number>();
    for (const { now, outcome: found, transitions, state } of moments) {
      if (found.kind === 'value')
        since = new Map(found.breached.map((severity) => [severity, since.get(severity) ?? now]));
      const fired = transitions.find(({ kind }) => kind === 'fired');
      if (fired?.severity && state.cause === 'condition')
        expect(now - (since.get(fired.severity) ?? Infinity)).toBeGreaterThanOrEqual(timing.forMs);
    }
  });

  holds('nor before there was nothing to judge by for so long', (moments, { timing }) => {
    let since: number | null = null;
    for (const { now, outcome: found, transitions, state } of moments) {
      since = found.kind === 'value' ? null : (since ?? now);
      if (transitions.some(({ kind }) => kind === 'fired') && state.cause !== 'condition')
        expect(now - (since ?? Infinity)).toBeGreaterThanOrEqual(timing.forMs);
    }
  });

  holds('an alert about a condition does not resolve on a value at which its severity holds', (moments) => {
    for (const { before, outcome: found, transitions } of moments) {
      const isResolved = transitions.some(({ kind }) => kind === 'resolved');
      if (isResolved && before.cause === 'condition' && found.kind === 'value' && before.severity !== null)
        expect(found.breached).not.toContain(before.severity);
    }
  });

  holds('nor before it was calm for as long as the rule says', (moments, { timing }) => {
    let lastHeld = -Infinity;
    for (const { now, before, outcome: found, transitions } of moments) {
      const isResolved = transitions.some(({ kind }) => kind === 'resolved');
      if (isResolved && before.cause === 'condition' && found.kind === 'value')
        expect(now - lastHeld).toBeGreaterThanOrEqual(timing.keepFiringForMs);
      if (found.kind === 'value' && found.breached.length > 0) lastHeld = now;
    }
  });

  holds('without data and for rules that keep their state, an alert stays open', (moments, { timing }) => {
    for (const { before, outcome: found, state } of moments) {
      const isKept =
        (found.kind === 'no_data' && timing.noData === 'keep') || (found.kind === 'error' && timing.onError === 'keep');
      if (isKept) expect(state.firedAt).toBe(before.firedAt);
    }
  });

  holds('with neither delay the alert is open exactly while something holds', (_, { steps, timing }) => {
    const now = { ...timing, forMs: 0, keepFiringForMs: 0 };
    for (const { outcome: found, state } of live({ timing: now, steps }))
      if (found.kind === 'value') expect(state.firedAt !== null).toBe(found.breached.length > 0);
  });

  holds('the row survives being stored, and an evaluation that is repeated tells nothing', (moments, { timing }) => {
    for (const { before, now, outcome: found, state, transitions } of moments) {
      const stored = JSON.parse(JSON.stringify(before)) as SeriesState;
      expect(transition(stored, found, { timing, now })).toEqual({ state, transitions });
      expect(transition(state, found, { timing, now })).toEqual({ state, transitions: [] });
    }
  });

  holds('a crash between any two evaluations neither loses nor repeats a transition', (moments, { timing }) => {
    // Each evaluation is tried, lost before its row was stored, and tried again: only what was stored was told.
    let stored = unseen;
    const told = moments.flatMap(({ now, outcome: found }) => {
      transition(stored, found, { timing, now });
      const stepped = transition(stored, found, { timing, now });
      stored = JSON.parse(JSON.stringify(stepped.state)) as SeriesState;
      return [...stepped.transitions, ...transition(stored, found, { timing, now }).transitions];
    });
    expect(told).toEqual(moments.flatMap(({ transitions }) => transitions));
  });
});
