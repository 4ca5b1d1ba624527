import type { IncidentSummary } from '@/lib/model/incident';
import type { Severity } from '@/lib/model/severity';
import { minuteMs } from '@/lib/time/duration';

/** What a person does to an incident. */
export type IncidentChange =
  | { kind: 'acknowledge' | 'unacknowledge' | 'mitigate' | 'resolve' | 'reopen' | 'unsnooze' | 'escalate' }
  | { kind: 'snooze'; minutes: number }
  | { kind: 'comment'; text: string }
  | { kind: 'merge'; into: string }
  | { kind: 'split'; alertIds: readonly string[] }
  | { kind: 'edit'; title?: string; severity?: Severity; ownerId?: string | null; ownerName?: string | null };

export type Person = { id: string; name: string };

type Of<K extends IncidentChange['kind']> = Extract<IncidentChange, { kind: K }>;
type By<R extends unknown[], T> = {
  [K in IncidentChange['kind']]: (incident: IncidentSummary, change: Of<K>, ...rest: R) => T;
};
type At = { now: number; me: Person };

const nothing = () => ({});

const effects: By<[At], Partial<IncidentSummary>> = {
  acknowledge: ({ ownerId }, _change, { now, me }) => ({
    status: 'acknowledged',
    acknowledgedAt: now,
    ...(ownerId === null && { ownerId: me.id, ownerName: me.name }),
  }),
  unacknowledge: () => ({ status: 'triage', acknowledgedAt: null }),
  // Whoever has mended it has seen it.
  mitigate: ({ acknowledgedAt }, _change, { now }) => ({
    status: 'mitigated',
    mitigatedAt: now,
    acknowledgedAt: acknowledgedAt ?? now,
  }),
  resolve: (_incident, _change, { now }) => ({ status: 'resolved', resolvedAt: now, snoozedUntil: null }),
  reopen: ({ acknowledgedAt }) => ({
    status: acknowledgedAt === null ? 'triage' : 'acknowledged',
    resolvedAt: null,
    mitigatedAt: null,
  }),
  snooze: (_incident, { minutes }, { now }) => ({ snoozedUntil: now + minutes * minuteMs }),
  unsnooze: () => ({ snoozedUntil: null }),
  edit: (_incident, { kind: _kind, ...fields }) => fields,
  merge: (_incident, { into }) => ({ status: 'merged', mergedInto: into }),
  escalate: nothing,
  comment: nothing,
  split: nothing,
};

/** The incident as it will be once the portal has agreed; shown until it has. `now` in Unix ms. */
export function applyChange(incident: IncidentSummary, change: IncidentChange, at: At): IncidentSummary {
  const effect = effects[change.kind] as (incident: IncidentSummary, change: IncidentChange, at: At) => object;
  return { ...incident, ...effect(incident, change, at) };
}

const none = () => [];

const inverses: By<[now: number], IncidentChange[]> = {
  acknowledge: ({ status, ownerId, ownerName }) =>
    status === 'triage'
      ? [{ kind: 'unacknowledge' }, ...(ownerId === null ? [{ kind: 'edit' as const, ownerId, ownerName }] : [])]
      : [],
  unacknowledge: () => [{ kind: 'acknowledge' }],
  mitigate: () => [{ kind: 'reopen' }],
  resolve: () => [{ kind: 'reopen' }],
  snooze: () => [{ kind: 'unsnooze' }],
  unsnooze: ({ snoozedUntil }, _change, now) => {
    const minutes = Math.round(((snoozedUntil ?? now) - now) / minuteMs);
    return minutes > 0 ? [{ kind: 'snooze', minutes }] : [];
  },
  edit: (before, { title, severity, ownerId }) => [
    {
      kind: 'edit',
      ...(title !== undefined && { title: before.title }),
      ...(severity !== undefined && { severity: before.severity }),
      ...(ownerId !== undefined && { ownerId: before.ownerId, ownerName: before.ownerName }),
    },
  ],
  reopen: none,
  escalate: none,
  comment: none,
  merge: none,
  split: none,
};

/** What takes a change back, one after the other; empty where nothing does. `before` is the incident as it was, `now` Unix ms. */
export function inverseOf(change: IncidentChange, before: IncidentSummary, now: number): IncidentChange[] {
  const inverse = inverses[change.kind] as (
    before: IncidentSummary,
    change: IncidentChange,
    now: number,
  ) => IncidentChange[];
  return inverse(before, change, now);
}
