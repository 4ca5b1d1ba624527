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

/** The incident as it will be once the portal has agreed; shown until it has. `now` in Unix ms. */
export function applyChange(
  incident: IncidentSummary,
  change: IncidentChange,
  { now, me }: { now: number; me: Person },
): IncidentSummary {
  switch (change.kind) {
    case 'acknowledge':
      return {
        ...incident,
        status: 'acknowledged',
        acknowledgedAt: now,
        ...(incident.ownerId === null && { ownerId: me.id, ownerName: me.name }),
      };
    case 'unacknowledge':
      return { ...incident, status: 'triage', acknowledgedAt: null };
    case 'mitigate':
      return { ...incident, status: 'mitigated', mitigatedAt: now, acknowledgedAt: incident.acknowledgedAt ?? now };
    case 'resolve':
      return { ...incident, status: 'resolved', resolvedAt: now, snoozedUntil: null };
    case 'reopen':
      return {
        ...incident,
        status: incident.acknowledgedAt === null ? 'triage' : 'acknowledged',
        resolvedAt: null,
        mitigatedAt: null,
      };
    case 'snooze':
      return { ...incident, snoozedUntil: now + change.minutes * minuteMs };
    case 'unsnooze':
      return { ...incident, snoozedUntil: null };
    case 'edit': {
      const { kind: _kind, ...fields } = change;
      return { ...incident, ...fields };
    }
    case 'merge':
      return { ...incident, status: 'merged', mergedInto: change.into };
    case 'escalate':
    case 'comment':
    case 'split':
      return incident;
  }
}

/** What takes a change back; null where nothing does. `before` is the incident as it was. */
export function inverseOf(change: IncidentChange, before: IncidentSummary, now: number): IncidentChange | null {
  switch (change.kind) {
    case 'acknowledge':
      return before.status === 'triage' ? { kind: 'unacknowledge' } : null;
    case 'unacknowledge':
      return { kind: 'acknowledge' };
    case 'resolve':
      return { kind: 'reopen' };
    case 'snooze':
      return { kind: 'unsnooze' };
    case 'unsnooze': {
      const minutes = Math.round(((before.snoozedUntil ?? now) - now) / minuteMs);
      return minutes > 0 ? { kind: 'snooze', minutes } : null;
    }
    case 'edit':
      return {
        kind: 'edit',
        ...(change.title !== undefined && { title: before.title }),
        ...(change.severity !== undefined && { severity: before.severity }),
        ...(change.ownerId !== undefined && { ownerId: before.ownerId, ownerName: before.ownerName }),
      };
    case 'mitigate':
      // The same whether it had been acknowledged or not; whoever mended it has seen it.
      return { kind: 'reopen' };
    case 'reopen':
    case 'escalate':
    case 'comment':
    case 'merge':
    case 'split':
      return null;
  }
}
