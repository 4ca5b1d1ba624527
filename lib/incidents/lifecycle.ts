import type { Incident, IncidentStatus, TimelineKind } from '@/lib/model/incident';

/** What people do to an incident. */
export const lifecycleActions = [
  'acknowledge',
  'unacknowledge',
  'mitigate',
  'resolve',
  'reopen',
  'snooze',
  'unsnooze',
  'escalate',
  'comment',
  'update',
  'merge',
  'split',
] as const;
export type LifecycleAction = (typeof lifecycleActions)[number];

/** `already`: it is so, and nothing happens. A text says why it cannot be done. */
export type Verdict = { kind: 'do' } | { kind: 'already' } | { kind: 'refused'; reason: string };
type Row = Partial<Record<IncidentStatus, 'do' | 'already'>>;

const whileOpen: Row = { triage: 'do', acknowledged: 'do', mitigated: 'do' };
const always: Row = { ...whileOpen, resolved: 'do' };

const table: Record<LifecycleAction, Row> = {
  acknowledge: { triage: 'do', acknowledged: 'already', mitigated: 'already' },
  unacknowledge: { triage: 'already', acknowledged: 'do' },
  mitigate: { triage: 'do', acknowledged: 'do', mitigated: 'already' },
  resolve: { ...whileOpen, resolved: 'already' },
  reopen: { triage: 'already', acknowledged: 'already', mitigated: 'do', resolved: 'do' },
  snooze: whileOpen,
  unsnooze: { ...whileOpen, resolved: 'already' },
  escalate: whileOpen,
  comment: always,
  update: always,
  merge: always,
  split: always,
};

const instead: Partial<Record<IncidentStatus, string>> = {
  mitigated: 'This incident is mitigated. Reopen it first.',
  resolved: 'This incident is resolved. Reopen it first.',
  merged: 'This incident was merged into another one. Go on there.',
};

/** Whether an action fits the status of an incident. */
export function judgeAction({ status, snoozedUntil }: Incident, action: LifecycleAction): Verdict {
  const found = table[action][status];
  if (found === undefined) return { kind: 'refused', reason: instead[status] ?? 'This does not fit its status.' };
  return { kind: action === 'unsnooze' && snoozedUntil === null ? 'already' : found };
}

export type Moved = { kind: TimelineKind; change: Partial<Incident> };
export type StatusAction = Extract<
  LifecycleAction,
  'acknowledge' | 'unacknowledge' | 'mitigate' | 'resolve' | 'reopen'
>;

/** What the actions change that move an incident from one status to another; `at` in Unix ms. */
export function moveOn(incident: Incident, action: StatusAction, at: number): Moved {
  switch (action) {
    case 'acknowledge':
      return { kind: 'acknowledged', change: { status: 'acknowledged', acknowledgedAt: at } };
    case 'unacknowledge':
      return { kind: 'unacknowledged', change: { status: 'triage', acknowledgedAt: null } };
    case 'mitigate':
      return {
        kind: 'mitigated',
        // Whoever has mended it has seen it.
        change: { status: 'mitigated', mitigatedAt: at, acknowledgedAt: incident.acknowledgedAt ?? at },
      };
    case 'resolve':
      return { kind: 'resolved', change: { status: 'resolved', resolvedAt: at, snoozedUntil: null } };
    case 'reopen':
      return { kind: 'reopened', change: reopened(incident) };
  }
}

/** Back to where it was before it was mitigated or resolved: who had acknowledged it still has. */
export function reopened({ acknowledgedAt }: Pick<Incident, 'acknowledgedAt'>): Partial<Incident> {
  return { status: acknowledgedAt === null ? 'triage' : 'acknowledged', resolvedAt: null, mitigatedAt: null };
}

/** Whether somebody still has something to do about it. */
export const isOpenStatus = (status: IncidentStatus): boolean => table.resolve[status] === 'do';
