import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Alert } from '@/lib/model/incident';
import type { Routing } from '@/lib/model/routing';
import { silenceState } from '@/lib/model/silence';
import { matchesAll } from '@/lib/notify/routing/matches-all';
import { readRouting } from '@/lib/notify/routing/read-routing';
import { routeAlert } from '@/lib/notify/routing/route-alert';
import { routeLabels } from '@/lib/notify/routing/route-labels';
import { minuteMs, parseDuration } from '@/lib/time/duration';
import { alertState } from './alert-state';
import { alertView, type GettableAlert } from './alert-view';
import type { AlertQuery } from './alert-query';
import { receiverOf } from './config-yaml';

/** Beyond this no list is read by people any more. */
const most = 10_000;

export type FiringAlert = { alert: Alert; view: GettableAlert };

/** The alerts that fire now and that a query asks for, in the order of their fingerprints. */
export async function firingAlerts(
  ctx: Context,
  query: AlertQuery,
): Promise<{ found: FiringAlert[]; routing: Routing }> {
  authorize(ctx, 'alerts:read');
  const { workspaceId } = ctx.actor;
  const now = ctx.clock.now();
  const { routing } = await readRouting(ctx.store, workspaceId);
  const all = await ctx.store.alerts.list(workspaceId, { isOpen: true, limit: most });
  const firing = all.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
  const silences = (await ctx.store.silences.list(workspaceId, now)).filter(
    (silence) => silenceState(silence, now) === 'active',
  );
  const known = { now, silences, firing, inhibitions: routing.inhibitions };
  const lastsMs = parseDuration(routing.resolveTimeout)?.ms ?? 5 * minuteMs;
  const found = firing
    .filter(({ labels }) => matchesAll(labels, query.filters))
    .map((alert) => ({ alert, receivers: routeAlert(routing, routeLabels(alert)).map(receiverOf) }))
    .filter(({ receivers }) => query.receiver === null || receivers.some((name) => query.receiver?.test(name)))
    .map(({ alert, receivers }) => ({
      alert,
      view: alertView(alert, { status: alertState(alert, known), receivers, lastsMs, publicUrl: ctx.publicUrl }),
    }))
    .filter(({ view }) => isAskedFor(view, query))
    .sort((a, b) => (a.view.fingerprint < b.view.fingerprint ? -1 : 1));
  return { found, routing };
}

function isAskedFor({ status }: GettableAlert, { active, silenced, inhibited }: AlertQuery): boolean {
  if (status.state === 'active') return active;
  return (silenced || status.silencedBy.length === 0) && (inhibited || status.inhibitedBy.length === 0);
}
