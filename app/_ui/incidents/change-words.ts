import type { IncidentChange } from '@/app/_data/incidents/incident-change';
import type { ChangeOutcome } from '@/app/_data/incidents/use-incident-changes';
import { severityLooks } from '@/app/_ui/alerting/severity-looks';
import { formatDuration, minuteMs } from '@/lib/time/duration';

const verbs: Record<IncidentChange['kind'], string> = {
  acknowledge: 'acknowledged',
  unacknowledge: 'put back to not acknowledged',
  mitigate: 'marked as mitigated',
  resolve: 'resolved',
  reopen: 'reopened',
  snooze: 'snoozed',
  unsnooze: 'woken up',
  escalate: 'escalated',
  comment: 'commented on',
  merge: 'merged',
  split: 'split',
  edit: 'changed',
};

type Done = Pick<ChangeOutcome, 'incident' | 'change'>;

/** What was done, in a sentence; null where the page itself shows it. */
export function changeWords({ incident, change }: Done): string | null {
  const name = `#${incident.number}`;
  const { kind } = change;
  if (kind === 'comment') return null;
  if (kind === 'snooze') return `${name} is snoozed for ${formatDuration(change.minutes * minuteMs)}.`;
  if (kind === 'escalate') return `${name} is escalated: the next step is told now.`;
  if (kind === 'split')
    return change.alertIds.length === 1
      ? 'The alert is in an incident of its own now.'
      : 'The alerts are in an incident of their own now.';
  return kind === 'edit' ? editWords(name, change) : `${name} is ${verbs[kind]}.`;
}

function editWords(name: string, { severity, ownerId, ownerName }: Extract<IncidentChange, { kind: 'edit' }>): string {
  if (severity !== undefined) return `${name} is ${severityLooks[severity].word.toLowerCase()} now.`;
  if (ownerId === null) return `${name} has no owner now.`;
  if (ownerId !== undefined) return `${name} belongs to ${ownerName ?? 'its new owner'} now.`;
  return `${name} is renamed.`;
}

export const failureWords = ({ incident, change, fault }: Done & { fault: string | null }): string =>
  `#${incident.number} was not ${verbs[change.kind]}. ${fault ?? ''}`;
