import type { IncidentFilter } from '@/app/_data/incidents/incident-filter';

/** What the page asks for a section of its list. */
export const queryOf = ({ section, severity, ownerId, text }: IncidentFilter) => ({
  status: section,
  ...(severity !== null && { severities: [severity] }),
  ...(ownerId !== null && { owner: ownerId }),
  ...(text !== '' && { text }),
  limit: 50,
});
