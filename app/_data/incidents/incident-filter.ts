import type { IncidentStatus, IncidentSummary } from '@/lib/model/incident';
import type { Severity } from '@/lib/model/severity';

/** Which incidents a list is about. `open` and `resolved` are sections of their own, so that open ones always come first. */
export type IncidentFilter = {
  section: 'open' | 'resolved';
  severity: Severity | null;
  /** Of one person. */
  ownerId: string | null;
  /** Part of the title, or `#12`; empty for any. */
  text: string;
};

const openStatuses: readonly IncidentStatus[] = ['triage', 'acknowledged', 'mitigated'];

/** Whether somebody may still have to do something about it. */
export const isOpen = ({ status }: Pick<IncidentSummary, 'status'>): boolean => openStatuses.includes(status);

/** Whether the server would list it, decided as the store does. */
export function fitsFilter(incident: IncidentSummary, { section, severity, ownerId, text }: IncidentFilter): boolean {
  if (section === 'open' ? !isOpen(incident) : incident.status !== 'resolved') return false;
  if (severity !== null && incident.severity !== severity) return false;
  if (ownerId !== null && incident.ownerId !== ownerId) return false;
  if (text === '') return true;
  const number = /^#?(\d{1,9})$/.exec(text)?.[1];
  return incident.title.toLowerCase().includes(text.toLowerCase()) || incident.number === Number(number);
}
