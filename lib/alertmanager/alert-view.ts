import type { Alert } from '@/lib/model/incident';

export type AlertState = {
  state: 'active' | 'suppressed' | 'unprocessed';
  silencedBy: string[];
  inhibitedBy: string[];
};

/** An alert as GET /api/v2/alerts has it. */
export type GettableAlert = {
  annotations: Record<string, string>;
  endsAt: string;
  fingerprint: string;
  receivers: { name: string }[];
  startsAt: string;
  status: AlertState;
  updatedAt: string;
  generatorURL?: string;
  labels: Record<string, string>;
};

/** Clients take an alert whose end has passed for resolved, so one of a rule, which has no end yet, ends a little later. */
export function alertView(
  alert: Alert,
  {
    status,
    receivers,
    lastsMs,
    publicUrl,
  }: { status: AlertState; receivers: readonly string[]; lastsMs: number; publicUrl: string },
): GettableAlert {
  const ends = alert.endsAt ?? alert.expiresAt ?? alert.updatedAt + lastsMs;
  const url = alert.generatorUrl ?? (alert.ruleId === null ? null : `${publicUrl}/alerts/${alert.ruleId}`);
  return {
    annotations: alert.annotations,
    endsAt: new Date(ends).toISOString(),
    fingerprint: alert.fingerprint,
    receivers: receivers.map((name) => ({ name })),
    startsAt: new Date(alert.startsAt).toISOString(),
    status,
    updatedAt: new Date(alert.updatedAt).toISOString(),
    ...(url === null ? {} : { generatorURL: url }),
    labels: alert.labels,
  };
}
