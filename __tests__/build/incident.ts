import type { IncidentView } from '@/lib/incidents/incident-view';
import type { Alert, IncidentSummary } from '@/lib/model/incident';

/** When the incidents of these builders opened, Unix ms. */
export const openedAt = 1_764_000_000_000;

export const incidentSummary = (change: Partial<IncidentSummary> = {}): IncidentSummary => ({
  id: 'inc-1',
  workspaceId: 'w1',
  number: 1,
  title: 'Error rate high at checkout',
  status: 'triage',
  severity: 'critical',
  isSeverityByHand: false,
  ownerId: null,
  ownerName: null,
  openedAt,
  acknowledgedAt: null,
  mitigatedAt: null,
  resolvedAt: null,
  mergedInto: null,
  snoozedUntil: null,
  isCorroborated: true,
  updatedAt: openedAt,
  firing: 2,
  alerts: 3,
  ...change,
});

export const firedAlert = (change: Partial<Alert> = {}): Alert => ({
  id: 'a1',
  workspaceId: 'w1',
  ruleId: 'r1',
  seriesKey: 's1',
  labels: { alertname: 'Error rate high', service: 'checkout' },
  annotations: {},
  fingerprint: '0123456789abcdef',
  severity: 'critical',
  startsAt: openedAt,
  endsAt: null,
  expiresAt: null,
  generatorUrl: null,
  value: 12.5,
  because: 'error rate 12.5 % is above 5 %',
  incidentId: 'inc-1',
  attachedBecause: ['Nothing open was related to it'],
  updatedAt: openedAt,
  ...change,
});

export const incidentView = (change: Partial<IncidentView> = {}): IncidentView => ({
  incident: incidentSummary(),
  alerts: [firedAlert()],
  timeline: [],
  evidence: [],
  related: [],
  groups: [],
  members: [{ userId: 'u1', name: 'Mara Feld' }],
  ...change,
});
