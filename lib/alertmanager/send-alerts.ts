import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { recordAlerts, type AlertStep } from '@/lib/incidents/record-alerts';
import { fingerprintOf } from '@/lib/model/fingerprint';
import type { Alert } from '@/lib/model/incident';
import { readRouting } from '@/lib/notify/routing/read-routing';
import type { Store } from '@/lib/store/store';
import { minuteMs, parseDuration } from '@/lib/time/duration';
import type { PostedAlert } from './parse-alerts';
import { severityOf } from './severity-of';

/**
 * Takes alerts of another system. The same labels are the same alert: a repeat puts off its end, an end that has passed
 * resolves it, and one that was never heard of and is over already tells nobody. Without an end it lasts for the
 * workspace's `resolveTimeout` after it was last sent.
 */
export async function sendAlerts(ctx: Context, { alerts }: { alerts: readonly PostedAlert[] }): Promise<void> {
  authorize(ctx, 'alerts:send');
  if (alerts.length === 0) return;
  const { workspaceId } = ctx.actor;
  const at = ctx.clock.now();
  await ctx.store.transaction(async (tx) => {
    const { routing } = await readRouting(tx, workspaceId);
    const timeoutMs = parseDuration(routing.resolveTimeout)?.ms ?? 5 * minuteMs;
    const posted = lastOfEach(alerts.map((alert) => timed(alert, { at, timeoutMs })));
    const known = await tx.alerts.listExternal(workspaceId, [...posted.keys()]);
    const steps: AlertStep[] = [];
    for (const [fingerprint, alert] of posted) {
      const before = known.find((one) => one.fingerprint === fingerprint) ?? null;
      const open = openAt(before, at);
      // Its end has passed and nobody has looked since: what comes now is a new alert.
      if (before !== null && before.endsAt === null && open === null)
        steps.push(resolved(before, 'It was not sent again in time'));
      if (open !== null && alert.endsAt > at) await renew(tx, open, { alert, at });
      else steps.push(...stepsOf(ctx, { fingerprint, alert, before, open, at }));
    }
    if (steps.length > 0) await recordAlerts(tx, ctx, { workspaceId, at, steps });
  });
}

function openAt(alert: Alert | null, at: number): Alert | null {
  if (alert === null || alert.endsAt !== null) return null;
  return alert.expiresAt === null || alert.expiresAt > at ? alert : null;
}

type Timed = PostedAlert & { startsAt: number; endsAt: number };

function timed(alert: PostedAlert, { at, timeoutMs }: { at: number; timeoutMs: number }): Timed {
  const { startsAt, endsAt } = alert;
  return { ...alert, startsAt: startsAt ?? Math.min(endsAt ?? at, at), endsAt: endsAt ?? at + timeoutMs };
}

function lastOfEach(alerts: readonly Timed[]): Map<string, Timed> {
  return new Map(alerts.map((alert) => [fingerprintOf(alert.labels), alert]));
}

async function renew(tx: Store, open: Alert, { alert, at }: { alert: Timed; at: number }): Promise<void> {
  await tx.alerts.update(open.workspaceId, open.id, {
    annotations: alert.annotations,
    generatorUrl: alert.generatorUrl ?? open.generatorUrl,
    startsAt: Math.min(open.startsAt, alert.startsAt),
    expiresAt: alert.endsAt,
    updatedAt: at,
  });
}

const resolved = ({ id: alertId }: Alert, because: string): AlertStep => ({
  kind: 'resolved',
  alertId,
  value: null,
  because,
});

type Sent = { fingerprint: string; alert: Timed; before: Alert | null; open: Alert | null; at: number };

function stepsOf(ctx: Context, { fingerprint, alert, before, open, at }: Sent): AlertStep[] {
  const { labels, annotations, generatorUrl, startsAt, endsAt } = alert;
  if (endsAt <= at) return open === null ? [] : [resolved(open, 'Its sender says that it is over')];
  const said = annotations.summary ?? annotations.description ?? annotations.message;
  return [
    {
      kind: 'fired',
      alert: {
        id: ctx.newId(),
        workspaceId: ctx.actor.workspaceId,
        ruleId: null,
        seriesKey: fingerprint,
        fingerprint,
        labels,
        annotations,
        generatorUrl,
        severity: severityOf(labels),
        startsAt,
        expiresAt: endsAt,
        value: null,
        because: said ?? 'Sent by another system',
      },
      everyMs: 0,
      needsCorroboration: false,
      lastIncidentId: before?.incidentId ?? null,
    },
  ];
}
