import { z } from 'zod';
import type { Answer } from './answer';
import type { Unit } from './panel';
import type { QuerySpec } from './query-spec';
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
  annotations: Record<string, string>;
  /** Alertmanager's: FNV-1a of the labels, 16 hex digits. */
  fingerprint: string;
  severity: Severity;
  startsAt: number;
  endsAt: number | null;
  /** When an alert that another system sent ends by itself unless it is sent again; null for those of rules. */
  expiresAt: number | null;
  /** Where another system computed it. */
  generatorUrl: string | null;
  /** The value when it fired, and the numbers that decided in one sentence. */
  value: number | null;
  because: string;
  incidentId: string;
  /** Why it is in this incident, one sentence each. */
  attachedBecause: string[];
  updatedAt: number;
};

/** What people handle: alerts that belong together. */
export type Incident = {
  id: string;
  workspaceId: string;
  /** Counts up within the workspace: `#12`. */
  number: number;
  title: string;
  status: IncidentStatus;
  severity: Severity;
  /** A severity that a person chose is not raised by alerts. */
  isSeverityByHand: boolean;
  ownerId: string | null;
  openedAt: number;
  acknowledgedAt: number | null;
  mitigatedAt: number | null;
  resolvedAt: number | null;
  mergedInto: string | null;
  /** Nobody is told anything until then. */
  snoozedUntil: number | null;
  /** False while only one odd series speaks for it; such an incident is listed but told to nobody. */
  isCorroborated: boolean;
  updatedAt: number;
};

/** An incident as lists and live frames have it. */
export type IncidentSummary = Incident & {
  ownerName: string | null;
  /** Alerts that fire, and all that ever did. */
  firing: number;
  alerts: number;
};

export const timelineKinds = [
  'opened',
  'alert_fired',
  'alert_changed',
  'alert_resolved',
  'alert_moved',
  'acknowledged',
  'unacknowledged',
  'mitigated',
  'resolved',
  'reopened',
  'assigned',
  'severity',
  'renamed',
  'comment',
  'snoozed',
  'unsnoozed',
  'escalated',
  'merged',
  'split',
  'notified',
  'held_back',
  'delivery_failed',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** One step in the life of an incident. */
export type TimelineEntry = {
  id: string;
  incidentId: string;
  workspaceId: string;
  at: number;
  kind: TimelineKind;
  /** Who did it: the name of a person or key; null for the portal itself. */
  by: string | null;
  alertId: string | null;
  /** One sentence: what happened, with its numbers; a comment is Markdown. */
  text: string;
  /** The value of the alert at the time. */
  value: number | null;
  severity: Severity | null;
};

/** The question of an alert and its answer when it fired. */
export type Evidence = {
  alertId: string;
  incidentId: string;
  workspaceId: string;
  ruleId: string | null;
  title: string;
  at: number;
  spec: QuerySpec;
  answer: Answer;
  /** How its numbers are written. */
  unit: Unit;
  /** Limits to draw on the chart. */
  lines: { value: number; severity: Severity }[];
};

/** What moved most between the time of the incident and before. */
export type Suspect = {
  field: string;
  value: string;
  /** In the time of the incident, and what the time before would have let one expect. */
  observed: number;
  expected: number;
  /** 0 to 1: how much of the change it explains. */
  share: number;
};

/** How many incidents, and how long people took from the opening on, ms; null where nothing was acknowledged or resolved. */
export type IncidentFigures = {
  opened: number;
  acknowledged: number;
  resolved: number;
  timeToAcknowledge: { median: number | null; p90: number | null };
  timeToResolve: { median: number | null; p90: number | null };
};
