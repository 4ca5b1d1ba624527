import { isOpenStatus, judgeAction, lifecycleActions, moveOn, type LifecycleAction } from '@/lib/incidents/lifecycle';
import { incidentStatuses, type Incident, type IncidentStatus } from '@/lib/model/incident';

const at = 1_000_000;
const incident = (status: IncidentStatus, change: Partial<Incident> = {}): Incident => ({
  ...{ id: 'i', workspaceId: 'w', number: 1, title: 'Slow', severity: 'warning', isSeverityByHand: false },
  ...{ ownerId: null, openedAt: 1, acknowledgedAt: null, mitigatedAt: null, resolvedAt: null, mergedInto: null },
  ...{ snoozedUntil: null, isCorroborated: true, updatedAt: 1 },
  status,
  ...change,
});

const open: IncidentStatus[] = ['triage', 'acknowledged', 'mitigated'];
/** In which statuses it is done, and in which it is so already; in all others it is refused. */
const table: Record<LifecycleAction, [does: IncidentStatus[], already: IncidentStatus[]]> = {
  acknowledge: [['triage'], ['acknowledged', 'mitigated']],
  unacknowledge: [['acknowledged'], ['triage']],
  mitigate: [['triage', 'acknowledged'], ['mitigated']],
  resolve: [open, ['resolved']],
  reopen: [
    ['mitigated', 'resolved'],
    ['triage', 'acknowledged'],
  ],
  snooze: [open, []],
  unsnooze: [open, ['resolved']],
  escalate: [open, []],
  comment: [[...open, 'resolved'], []],
  update: [[...open, 'resolved'], []],
  merge: [[...open, 'resolved'], []],
  split: [[...open, 'resolved'], []],
};

describe.each(lifecycleActions)('to %s', (action) => {
  it.each(incidentStatuses)('an incident that is %s is done, so already, or refused with a reason', (status) => {
    const [does, already] = table[action];
    const snoozedUntil = status === 'resolved' ? null : at;
    const verdict = judgeAction(incident(status, { snoozedUntil }), action);
    const expected = does.includes(status) ? 'do' : already.includes(status) ? 'already' : 'refused';
    expect(verdict.kind).toBe(expected);
    if (verdict.kind === 'refused') expect(verdict.reason).toMatch(/^This incident (is|was) .*\.$/);
  });
});

it('an incident that is not snoozed needs no waking', () => {
  expect(judgeAction(incident('triage'), 'unsnooze')).toEqual({ kind: 'already' });
});

it.each([
  ['acknowledge', incident('triage'), { status: 'acknowledged', acknowledgedAt: at }],
  ['unacknowledge', incident('acknowledged', { acknowledgedAt: 5 }), { status: 'triage', acknowledgedAt: null }],
  ['mitigate', incident('triage'), { status: 'mitigated', mitigatedAt: at, acknowledgedAt: at }],
  [
    'mitigate',
    incident('acknowledged', { acknowledgedAt: 5 }),
    { status: 'mitigated', mitigatedAt: at, acknowledgedAt: 5 },
  ],
  ['resolve', incident('triage', { snoozedUntil: 9 }), { status: 'resolved', resolvedAt: at, snoozedUntil: null }],
  ['reopen', incident('resolved', { resolvedAt: 9 }), { status: 'triage', resolvedAt: null, mitigatedAt: null }],
  [
    'reopen',
    incident('resolved', { acknowledgedAt: 5, resolvedAt: 9 }),
    { status: 'acknowledged', resolvedAt: null, mitigatedAt: null },
  ],
] as const)('%s changes what follows from it', (action, before, change) => {
  expect(moveOn(before, action, at).change).toEqual(change);
});

it('is open until it is resolved or merged', () => {
  expect(incidentStatuses.filter(isOpenStatus)).toEqual(open);
});
