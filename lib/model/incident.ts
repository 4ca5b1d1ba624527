import { z } from 'zod';
import type { Severity } from './severity';

export const incidentStatuses = ['triage', 'acknowledged', 'mitigated', 'resolved', 'merged'] as const;
export const incidentStatusSchema = z.enum(incidentStatuses);
export type IncidentStatus = z.infer<typeof incidentStatusSchema>;

/** One firing of one series: from the moment it fired to the moment it resolved. Times are Unix ms. */
export type Alert = {
  id: string;
  workspaceId: string;
  /** Null for alerts that other systems sent. */
  ruleId: string | null;
  /** The same for every firing of the same series. */
  seriesKey: string;
  labels: Record<string, string>;
  severity: Severity;
  startsAt: number;
  endsAt: number | null;
  /** The value when it fired. */
  value: number | null;
  incidentId: string | null;
  /** Why it is in this incident, one sentence each. */
  attachedBecause: string[];
};

/** What people handle: alerts that belong together. */
export type Incident = {
  id: string;
  workspaceId: string;
  title: string;
  status: IncidentStatus;
  severity: Severity;
  ownerId: string | null;
  openedAt: number;
  acknowledgedAt: number | null;
  mitigatedAt: number | null;
  resolvedAt: number | null;
  mergedInto: string | null;
  /** False while only one odd series speaks for it; such an incident is listed but told to nobody. */
  isCorroborated: boolean;
};

/** What people may do to how alerts are grouped. */
export const regroupSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('split'),
    incidentId: z.string().min(1).max(60),
    alertIds: z.array(z.string().min(1).max(60)).min(1).max(500),
  }),
  z.strictObject({ kind: z.literal('merge'), from: z.string().min(1).max(60), into: z.string().min(1).max(60) }),
]);
