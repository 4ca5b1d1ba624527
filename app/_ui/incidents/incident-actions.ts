import {
  AlarmClock,
  AlarmClockOff,
  BellRing,
  Check,
  CircleCheck,
  RotateCcw,
  ShieldHalf,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import type { IncidentChange } from '@/app/_data/incidents/incident-change';
import { isOpen } from '@/app/_data/incidents/incident-filter';
import type { IncidentSummary } from '@/lib/model/incident';
import { isSnoozed } from './incident-words';

export type IncidentAction = {
  label: string;
  icon: LucideIcon;
  change: IncidentChange;
  /** The key that does it on the page of the incident. */
  key?: string;
  /** Asked by its button before it is done. */
  asksFirst?: string;
};

const acknowledge: IncidentAction = { label: 'Acknowledge', icon: Check, change: { kind: 'acknowledge' }, key: 'a' };
const unacknowledge: IncidentAction = { label: 'Unacknowledge', icon: Undo2, change: { kind: 'unacknowledge' } };
const mitigate: IncidentAction = {
  label: 'Mark as mitigated',
  icon: ShieldHalf,
  change: { kind: 'mitigate' },
  key: 'm',
};
/** It takes the place of Acknowledge, so that a second tap of a hasty thumb must not end the incident. */
const resolve: IncidentAction = {
  label: 'Resolve',
  icon: CircleCheck,
  change: { kind: 'resolve' },
  key: 'r',
  asksFirst: 'Resolve it?',
};
const reopen: IncidentAction = { label: 'Reopen', icon: RotateCcw, change: { kind: 'reopen' } };
const unsnooze: IncidentAction = { label: 'End snooze', icon: AlarmClockOff, change: { kind: 'unsnooze' }, key: 's' };
const escalate: IncidentAction = {
  label: 'Escalate',
  icon: BellRing,
  change: { kind: 'escalate' },
  asksFirst: 'Tell the next?',
};
const snooze = (label: string, minutes: number): IncidentAction => ({
  label,
  icon: AlarmClock,
  change: { kind: 'snooze', minutes },
});
const snoozeHour: IncidentAction = { ...snooze('Snooze 1 h', 60), key: 's' };

export type ActionSet = {
  /** What is most likely wanted next. */
  primary: IncidentAction | null;
  /** The others within a thumb's reach. */
  near: IncidentAction[];
  /** Everything else that changes the status. */
  far: IncidentAction[];
};

/** What can be done with an incident as it is. */
export function actionsOf(incident: IncidentSummary, now: number): ActionSet {
  if (incident.status === 'merged') return { primary: null, near: [], far: [] };
  if (!isOpen(incident)) return { primary: reopen, near: [], far: [] };
  const pause = isSnoozed(incident, now) ? unsnooze : snoozeHour;
  const near = [pause, escalate];
  const snoozes = [snooze('Snooze 4 h', 240), snooze('Snooze 12 h', 720)];
  if (incident.status === 'triage') return { primary: acknowledge, near, far: [mitigate, resolve, ...snoozes] };
  const back = incident.status === 'acknowledged' ? [mitigate, unacknowledge] : [reopen];
  return { primary: resolve, near, far: [...back, ...snoozes] };
}
