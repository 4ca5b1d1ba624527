import fc from 'fast-check';
import type { Incident } from '@/lib/model/incident';
import type { RoutingInput } from '@/lib/model/routing';
import type { Severity } from '@/lib/model/severity';
import { hourMs, minuteMs, secondMs } from '@/lib/time/duration';
import { Simulation, receivers, steps } from './simulation';

/** Anything that can happen, in any order, to a handful of alerts in two incidents. */
type Act = { kind: string; alert: number; incident: number; severity: Severity; wait: number };
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom(
    'fire',
    'fire',
    'fire',
    'resolve',
    'resolve',
    'severity',
    'ack',
    'unack',
    'close',
    'reopen',
    'snooze',
    'silence',
    'move',
  ),
  alert: fc.integer({ min: 0, max: 3 }),
  incident: fc.integer({ min: 1, max: 2 }),
  severity: fc.constantFrom<Severity>('critical', 'warning', 'info'),
  wait: fc.constantFrom(0, secondMs, 31 * secondMs, 4 * minuteMs, 6 * minuteMs, 21 * minuteMs, 5 * hourMs),
});

function run(routing: RoutingInput, acts: readonly Act[]): Simulation {
  const sim = new Simulation(routing).runTo(hourMs);
  const open = new Map<number, string>();
  for (const [index, one] of acts.entries()) {
    perform(sim, open, { ...one, id: `a${index}` });
    sim.runTo(sim.now + one.wait);
  }
  return sim;
}

function perform(sim: Simulation, open: Map<number, string>, act: Act & { id: string }): void {
  const { kind, alert, severity } = act;
  const id = open.get(alert);
  const name = `i${act.incident}`;
  if (kind === 'fire' && id === undefined) {
    open.set(alert, act.id);
    if (sim.incidents.get(name)?.status === 'resolved') sim.incident(name, { status: 'triage' });
    sim.fire(act.id, { incidentId: name, severity, labels: { alertname: 'X', instance: String(alert) } });
  }
  if (kind === 'silence') sim.silence('instance', String(alert), sim.now + 30 * minuteMs);
  const change = ofIncident(kind, sim.now);
  if (change !== undefined && sim.incidents.has(name)) sim.incident(name, change);
  if (id === undefined) return;
  if (kind === 'severity') sim.change(id, { severity });
  if (kind === 'move') sim.incident(name, {}).change(id, { incidentId: name });
  if (kind === 'resolve') {
    open.delete(alert);
    resolve(sim, id);
  }
}

/** With the last of its alerts an incident is resolved. */
function resolve(sim: Simulation, id: string): void {
  sim.resolve(id);
  const of = sim.alerts.get(id)?.incidentId ?? '';
  const isQuiet = [...sim.alerts.values()].every((one) => one.incidentId !== of || one.endsAt !== null);
  if (isQuiet) sim.incident(of, { status: 'resolved' });
}

const ofIncident = (kind: string, now: number): Partial<Incident> | undefined =>
  ({
    ack: { status: 'acknowledged' as const },
    unack: { status: 'triage' as const },
    close: { status: 'resolved' as const },
    reopen: { status: 'triage' as const },
    snooze: { snoozedUntil: now + hourMs },
  })[kind];

const byIncident: RoutingInput = {
  receivers,
  policies: [
    {
      name: 'critical',
      matchers: [{ name: 'severity', value: 'critical' }],
      steps: steps('0s', '10m'),
      continue: true,
    },
    { name: 'all', groupWait: '1m', steps: steps('0s', '20m', '1h') },
  ],
};
const byLabels: RoutingInput = {
  receivers,
  policies: [{ name: 'all', groupBy: ['alertname'], steps: steps('0s', '20m') }],
};

describe.each([
  ['by incident', byIncident],
  ['by labels', byLabels],
])('whatever happens to groups %s', (_name, routing) => {
  test('nothing is told of an alert that is silenced or snoozed, and nobody hears the end of what they never heard of', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        for (const { look, decision } of run(routing, acts).looks)
          for (const tell of decision.tells) {
            for (const { alert } of tell.firing) expect(look.mutes.has(alert.id)).toBe(false);
            for (const { told, toldSeverity } of tell.resolved) {
              expect(told).not.toBeNull();
              expect(toldSeverity).not.toBeNull();
            }
          }
      }),
      { numRuns: 300 },
    );
  });

  test('a firing is new to a group once, unless it ended there in between', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const known = new Map<string, string>();
        for (const { look, decision } of run(routing, acts).looks) {
          const key = (id: string) => `${look.policy.name} ${look.group.incidentId} ${id}`;
          const changes = decision.told.flatMap(({ alertIds, told }) => alertIds.map((id) => ({ id, told })));
          for (const { id, told } of changes) {
            if (told === 'firing') expect(known.get(key(id)) === 'firing' && !isRisen(look, id)).toBe(false);
            known.set(key(id), String(told));
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('groups rest once everything is over and nothing mutes, and everything that was told has ended for everybody', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const sim = run(routing, acts);
        for (const alert of [...sim.alerts.values()]) if (alert.endsAt === null) sim.resolve(alert.id);
        for (const id of sim.incidents.keys()) sim.incident(id, { status: 'resolved' });
        sim.runTo(sim.now + 3 * hourMs);
        for (const group of sim.groups.values()) {
          expect(group.dueAt).toBeNull();
          for (const [, { told }] of group.members) expect(told).not.toBe('firing');
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a look that is done again at once, as after a crash, tells nothing more', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const sim = run(routing, acts);
        const lookNow = () => {
          for (const group of sim.groups.values()) if (group.dueAt !== null) group.dueAt = sim.now;
          sim.runTo(sim.now);
        };
        // The look that is done again: since the last tick a silence may have ended, which is told once.
        lookNow();
        const before = sim.said.length;
        lookNow();
        expect(sim.said.length).toBe(before);
      }),
      { numRuns: 300 },
    );
  });

  test('whatever fires for longer than wait and interval is told, when nobody acknowledges and nothing mutes', () => {
    const plain = act.filter(({ kind }) => ['fire', 'resolve', 'severity'].includes(kind));
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 40 }), (acts) => {
        const sim = run(routing, acts);
        for (const { id, startsAt, endsAt } of sim.alerts.values()) {
          const told = sim.said.find(({ firing }) => firing.includes(id));
          if ((endsAt ?? sim.now) - startsAt > 6 * minuteMs)
            expect(told?.at).toBeLessThanOrEqual(startsAt + 6 * minuteMs);
          else if (told !== undefined) expect(told.at).toBeLessThanOrEqual(endsAt ?? Infinity);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('steps are told in their order and each once between two beginnings', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const at = new Map<string, number>();
        for (const { look, decision } of run(routing, acts).looks)
          for (const { occasion, to } of decision.tells) {
            const key = `${look.policy.name} ${look.group.incidentId} ${look.group.openedAt}`;
            if (to === 'told' || (occasion !== 'new' && occasion !== 'escalation')) continue;
            expect(to.from).toBe(at.get(key) ?? 0);
            expect(to.until).toBeGreaterThan(to.from);
            at.set(key, to.until);
          }
      }),
      { numRuns: 300 },
    );
  });
});

function isRisen(look: Simulation['looks'][number]['look'], id: string): boolean {
  const member = look.members.find(({ alert }) => alert.id === id);
  return member?.toldSeverity !== member?.alert.severity;
}
