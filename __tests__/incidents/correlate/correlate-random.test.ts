import fc from 'fast-check';
import { correlate, emptyCorrelation, type Correlation } from '@/lib/incidents/correlate/correlate';
import { correlationShape } from '@/lib/incidents/correlate/correlation-shape';
import type { Signal } from '@/lib/incidents/correlate/signal';
import { topologyOf } from '@/lib/incidents/correlate/topology';
import { noon } from '../../alerts/world';

const topology = topologyOf([
  ['a', 'b'],
  ['b', 'c'],
  ['x', 'y'],
]);
const alert = fc.record({
  afterMs: fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 200_000 })),
  service: fc.constantFrom('a', 'b', 'c', 'x', 'y', 'unknown', ''),
  cluster: fc.constantFrom('north', 'south', undefined),
  needsCorroboration: fc.boolean(),
});
const storm = fc.array(alert, { minLength: 1, maxLength: 80 });
type Storm = { afterMs: number; service: string; cluster: string | undefined; needsCorroboration: boolean }[];

function signalsOf(alerts: Storm): Signal[] {
  let at = noon;
  return alerts.map(({ afterMs, service, cluster, needsCorroboration }, index) => {
    at += afterMs;
    const labels = { service, ...(cluster === undefined ? {} : { cluster }) };
    return { alertId: String(index), at, labels, everyMs: 0, needsCorroboration };
  });
}

function live(alerts: Storm) {
  const signals = signalsOf(alerts);
  const groups = new Map<string, string>();
  let correlation: Correlation = emptyCorrelation;
  const steps = signals.map((signal) => {
    const step = correlate(correlation, signal, { topology, shape: correlationShape });
    correlation = step.correlation;
    for (const { alertId, groupId } of step.placements) groups.set(alertId, groupId);
    return step;
  });
  return { signals, groups, steps, correlation };
}

const holds = (name: string, invariant: (lived: ReturnType<typeof live>) => void) =>
  it(name, () =>
    fc.assert(
      fc.property(storm, (alerts) => invariant(live(alerts))),
      { seed: 815, numRuns: 300 },
    ),
  );

describe('whatever alerts come in', () => {
  holds('each is in a group, and is told why', ({ signals, groups, steps }) => {
    for (const { alertId } of signals) expect(groups.get(alertId)).toBeDefined();
    for (const { placements } of steps) for (const { reasons } of placements) expect(reasons.length).toBeGreaterThan(0);
  });
  holds('groups do not mix what a border label keeps apart', ({ signals, groups }) => {
    const clusters = new Map<string, Set<string>>();
    for (const { alertId, labels } of signals) {
      const group = groups.get(alertId) ?? '';
      if (labels.cluster !== undefined) clusters.set(group, new Set([...(clusters.get(group) ?? []), labels.cluster]));
    }
    for (const names of clusters.values()) expect(names.size).toBe(1);
  });
  holds('only alerts of the last seconds are ever moved', ({ signals, steps }) => {
    steps.forEach(({ placements }, index) => {
      for (const { alertId, movedFrom } of placements)
        if (movedFrom !== undefined)
          expect((signals[index]?.at ?? 0) - (signals[Number(alertId)]?.at ?? 0)).toBeLessThanOrEqual(
            correlationShape.burst.windowMs,
          );
    });
  });
  holds('groups that take alerts in were not quiet for longer than they may be', ({ signals, correlation }) => {
    const now = signals.at(-1)?.at ?? 0;
    for (const { lastAt } of correlation.groups) expect(now - lastAt).toBeLessThanOrEqual(correlationShape.quietMs);
  });
  holds(
    'a group without anything but odd series of one place is told to nobody',
    ({ signals, groups, correlation }) => {
      for (const group of correlation.groups) {
        const members = signals.filter(({ alertId }) => groups.get(alertId) === group.id);
        const places = new Set(members.map(({ labels }) => labels.service).filter((name) => name !== ''));
        const isSure = members.some((member) => !member.needsCorroboration);
        if (!isSure && places.size < 2) expect(group.isCorroborated).toBe(false);
      }
    },
  );
  holds('what is remembered survives being stored', ({ signals, steps }) => {
    let stored: Correlation = emptyCorrelation;
    signals.forEach((signal, index) => {
      const step = correlate(JSON.parse(JSON.stringify(stored)) as Correlation, signal, {
        topology,
        shape: correlationShape,
      });
      expect(step).toEqual(steps[index]);
      stored = step.correlation;
    });
  });
});
