import type { Transition } from '@/lib/model/alert-state';
import { fingerprintOf } from '@/lib/model/fingerprint';
import type { Evidence } from '@/lib/model/incident';
import type { RuleDoc } from '@/lib/model/rule';
import type { Severity } from '@/lib/model/severity';
import { minuteMs } from '@/lib/time/duration';
import type { AlertStep } from '@/lib/incidents/record-alerts';
import type { Evaluated } from '../evaluate';
import { alertLabels, signalOf } from '../signal-of';
import type { Claimed } from './tick';

/** How long something is shown that is told once and then lasts unsaid. */
const noticeMs = 15 * minuteMs;

export type Steps = {
  steps: AlertStep[];
  /** The open alert of each series that fired or resolved, afterwards. */
  alerts: Map<string, string | null>;
};
type Told = Evaluated['transitions'][number];

/** What an evaluation means for alerts. Pending and recovering are states of a series that no alert speaks of. */
export function stepsOf(
  claimed: Claimed,
  evaluated: Evaluated,
  { newId, evidence }: { newId: () => string; evidence: ReadonlyMap<string, Omit<Evidence, 'incidentId' | 'alertId'>> },
): Steps {
  const alerts = new Map(claimed.series.map(({ key, alertId }) => [key, alertId]));
  const steps = evaluated.transitions.flatMap((told): AlertStep[] => {
    if (!isLoud(told.transition)) return [];
    const open = alerts.get(told.key) ?? null;
    const { kind, value, reason: because } = told.transition;
    switch (kind) {
      case 'fired': {
        const alertId = newId();
        alerts.set(told.key, alertId);
        const shown = evidence.get(told.key);
        return [firedStep(claimed, told, { alertId, ...(shown === undefined ? {} : { evidence: shown }) })];
      }
      case 'notice':
        return [noticeStep(claimed, told, { open, newId })];
      case 'severity_changed':
        return open === null ? [] : [{ kind: 'changed', alertId: open, severity: severityOf(told), value, because }];
      case 'resolved':
        alerts.set(told.key, null);
        return open === null ? [] : [{ kind: 'resolved', alertId: open, value, because }];
    }
  });
  return { steps, alerts };
}

const severityOf = ({ transition }: Told): Severity => transition.severity ?? 'info';

type Firing = {
  alertId: string;
  severity?: Severity;
  expiresAt?: number;
  evidence?: Omit<Evidence, 'incidentId' | 'alertId'>;
};

function firedStep(claimed: Claimed, told: Told, given: Firing): AlertStep {
  const { row, doc, series } = claimed;
  const { alertId, severity = severityOf(told), expiresAt = null, evidence } = given;
  const { at, value, reason } = told.transition;
  const { everyMs, needsCorroboration } = signalOf(doc, { alertId, at, series: told.labels, severity });
  const labels = alertLabels(doc, told.labels, severity);
  return {
    kind: 'fired',
    alert: {
      id: alertId,
      workspaceId: row.workspaceId,
      ruleId: row.id,
      seriesKey: told.key,
      labels,
      annotations: annotationsOf(doc),
      fingerprint: fingerprintOf(labels),
      severity,
      startsAt: at,
      expiresAt,
      generatorUrl: null,
      value,
      because: reason,
    },
    everyMs,
    needsCorroboration,
    lastIncidentId: series.find(({ key }) => key === told.key)?.lastIncidentId ?? null,
    ...(evidence === undefined ? {} : { evidence: { ...evidence, alertId } }),
  };
}

/** Of an open alert it is news; otherwise it is an alert that ends by itself, as nothing will be said of it again. */
function noticeStep(claimed: Claimed, told: Told, of: { open: string | null; newId: () => string }): AlertStep {
  const { value, reason: because, at } = told.transition;
  if (of.open !== null) return { kind: 'changed', alertId: of.open, severity: severityOf(told), value, because };
  return firedStep(claimed, told, {
    alertId: of.newId(),
    severity: claimed.doc.absentSeverity,
    expiresAt: at + noticeMs,
  });
}

/** Under the names that Prometheus and its tools use. */
function annotationsOf({ description, annotations }: RuleDoc): Record<string, string> {
  const { summary, runbookUrl, dashboardId } = annotations;
  const named = { summary, description, runbook_url: runbookUrl, dashboard_id: dashboardId };
  return Object.fromEntries(Object.entries(named).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

const loudKinds = ['fired', 'notice', 'severity_changed', 'resolved'] as const;
type Loud = Transition & { kind: (typeof loudKinds)[number] };
/** Whether a step of a series is one that alerts speak of. */
export const isLoud = (transition: Transition): transition is Loud =>
  (loudKinds as readonly Transition['kind'][]).includes(transition.kind);
