import type { NotifiedAlert, Notification } from '@/lib/model/notification';
import { highestSeverity, type Severity } from '@/lib/model/severity';
import { severitySchema } from '@/lib/model/severity-schema';
import { fit, oneLine } from './plain-text';

export type AlertOutline = {
  isFiring: boolean;
  title: string;
  /** The numbers that decided; '' when unknown. */
  because: string;
  summary: string;
  /** `name=value`, without what is the same for all of the group by name only. */
  labels: string[];
  /** `2026-11-23 02:16 UTC` */
  since: string;
  until: string | null;
  /** Only of rules of this portal: they are written by people who may. */
  runbookUrl: string | null;
};

/** What every channel says, as plain text of bounded length on single lines; each writes it in its own markup. */
export type Outline = {
  /** `[FIRING:2] #12 Checkout fails` */
  headline: string;
  severity: Severity;
  isFiring: boolean;
  /** Why it is sent, in one sentence. */
  occasion: string;
  /** Severity, workspace and how many alerts. */
  facts: string;
  alerts: AlertOutline[];
  /** The page of the incident. Nothing else in a message is a link except runbooks of rules. */
  link: string | null;
};

const maxTitle = 160;
const maxSentence = 300;
const maxLabel = 160;
const maxLabels = 12;

const occasions: Record<Notification['occasion'], string> = {
  new: 'New.',
  changed: 'Changed since the last message.',
  repeat: 'Still the case.',
  escalation: 'Nobody has acknowledged this yet.',
  resolved: 'Resolved.',
  test: 'This is a test: nothing is wrong.',
};

export function outlineOf(message: Notification): Outline {
  const severity = severityOf(message);
  const firing = message.alerts.filter(({ status }) => status === 'firing').length;
  const counts = [`${firing} firing`, `${message.alerts.length - firing} resolved`].filter(
    (text) => !text.startsWith('0 '),
  );
  return {
    headline: headlineOf(message, firing),
    severity,
    isFiring: message.status === 'firing',
    occasion: occasions[message.occasion],
    facts: [severityNames[severity], fit(oneLine(message.workspace.name), 80), ...counts].join(' · '),
    alerts: message.alerts.map(alertOutline),
    link: message.incident?.url ?? null,
  };
}

export const severityNames: Record<Severity, string> = { critical: 'Critical', warning: 'Warning', info: 'Info' };

function headlineOf({ occasion, status, incident, alerts, policy }: Notification, firing: number): string {
  const tag = occasion === 'test' ? 'TEST' : status === 'firing' ? `FIRING:${firing}` : 'RESOLVED';
  const [first] = alerts;
  const title = incident?.title ?? (first === undefined ? policy : titleOf(first));
  return `[${tag}] ${incident === null ? '' : `#${incident.number} `}${fit(oneLine(title), maxTitle)}`;
}

function severityOf({ incident, alerts }: Notification): Severity {
  const named = alerts.flatMap(({ labels }) => {
    const parsed = severitySchema.safeParse(labels.severity);
    return parsed.success ? [parsed.data] : [];
  });
  return incident?.severity ?? highestSeverity(named) ?? 'info';
}

function titleOf({ labels, annotations, because }: NotifiedAlert): string {
  return [labels.alertname, annotations.summary, because].map((text) => oneLine(text ?? '')).find(Boolean) ?? 'Alert';
}

function alertOutline(alert: NotifiedAlert): AlertOutline {
  const { labels, annotations } = alert;
  return {
    isFiring: alert.status === 'firing',
    title: fit(titleOf(alert), maxTitle),
    because: fit(oneLine(alert.because), maxSentence),
    summary: fit(oneLine(annotations.summary ?? annotations.description ?? ''), maxSentence),
    labels: Object.entries(labels)
      .filter(([name]) => name !== 'alertname')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, maxLabels)
      .map(([name, value]) => fit(oneLine(`${name}=${value}`), maxLabel)),
    since: minuteOf(alert.startsAt),
    until: alert.endsAt === null ? null : minuteOf(alert.endsAt),
    runbookUrl: (alert.ruleId ?? null) === null ? null : runbookOf(annotations),
  };
}

function runbookOf({ runbook_url: runbook }: Record<string, string>): string | null {
  if (runbook === undefined || runbook.length > 1_000 || !URL.canParse(runbook)) return null;
  const { protocol, href } = new URL(runbook);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

/** UTC, because readers of one channel sit in several zones. */
function minuteOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `2 more alerts` */
export const moreAlerts = (left: number) => `and ${left} more ${left === 1 ? 'alert' : 'alerts'}`;

/** When the alert began and ended. */
export const spanOf = ({ since, until }: AlertOutline) => (until === null ? `since ${since}` : `${since} to ${until}`);
