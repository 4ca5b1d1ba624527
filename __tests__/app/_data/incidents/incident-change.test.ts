import { applyChange, inverseOf, type IncidentChange } from '@/app/_data/incidents/incident-change';
import type { IncidentSummary } from '@/lib/model/incident';
import { incidentSummary, openedAt } from '../../../build/incident';

const now = openedAt + 60_000;
const me = { id: 'u1', name: 'Mara Feld' };
const after = (change: IncidentChange, before: Partial<IncidentSummary> = {}) =>
  applyChange(incidentSummary(before), change, { now, me });

describe('a change before the portal has agreed', () => {
  it('gives an incident that nobody owns to whoever acknowledges it', () => {
    expect(after({ kind: 'acknowledge' })).toMatchObject({ status: 'acknowledged', ownerName: 'Mara Feld' });
    expect(after({ kind: 'acknowledge' }, { ownerId: 'u2', ownerName: 'Ana' })).toMatchObject({ ownerName: 'Ana' });
  });

  it.each<[IncidentChange, Partial<IncidentSummary>, Partial<IncidentSummary>]>([
    [
      { kind: 'unacknowledge' },
      { status: 'acknowledged', acknowledgedAt: 1 },
      { status: 'triage', acknowledgedAt: null },
    ],
    [{ kind: 'mitigate' }, {}, { status: 'mitigated', mitigatedAt: now, acknowledgedAt: now }],
    [{ kind: 'resolve' }, { snoozedUntil: now + 1 }, { status: 'resolved', resolvedAt: now, snoozedUntil: null }],
    [{ kind: 'reopen' }, { status: 'resolved', acknowledgedAt: 1 }, { status: 'acknowledged', resolvedAt: null }],
    [{ kind: 'reopen' }, { status: 'resolved' }, { status: 'triage' }],
    [{ kind: 'snooze', minutes: 60 }, {}, { snoozedUntil: now + 3_600_000 }],
    [{ kind: 'unsnooze' }, { snoozedUntil: now + 5 }, { snoozedUntil: null }],
    [{ kind: 'edit', severity: 'info' }, {}, { severity: 'info', title: 'Error rate high at checkout' }],
    [{ kind: 'escalate' }, {}, { status: 'triage' }],
  ])('%j of %j becomes %j', (change, before, expected) => {
    expect(after(change, before)).toMatchObject(expected);
  });

  it('is taken back by its inverse, where there is one', () => {
    const before = incidentSummary({ snoozedUntil: null });
    for (const change of [
      { kind: 'acknowledge' },
      { kind: 'resolve' },
      { kind: 'snooze', minutes: 60 },
      { kind: 'edit', severity: 'info' },
      { kind: 'edit', title: 'Other' },
    ] as const) {
      const inverses = inverseOf(change, before, now);
      expect(inverses).not.toEqual([]);
      const back = [change, ...inverses].reduce((last, one) => applyChange(last, one, { now, me }), before);
      expect(back).toEqual(before);
    }
    expect(inverseOf({ kind: 'escalate' }, before, now)).toEqual([]);
    expect(inverseOf({ kind: 'merge', into: 'x' }, before, now)).toEqual([]);
  });
});
