import { z } from 'zod';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { checkInput } from '@/lib/model/check-input';
import { labelNameSchema } from '@/lib/model/matcher';
import type { Policy } from '@/lib/model/routing';
import type { Severity } from '@/lib/model/severity';
import { severitySchema } from '@/lib/model/severity-schema';
import { groupKeyOf } from '@/lib/notify/routing/group-key';
import { muteOf } from '@/lib/notify/telling/mutes';
import { quietUntil } from '@/lib/notify/routing/quiet-hours';
import { reachOfAll, type Reach } from '@/lib/notify/routing/reach';
import { readRouting } from '@/lib/notify/routing/read-routing';
import { routeAlert } from '@/lib/notify/routing/route-alert';
import { firstAt, spanMs } from '@/lib/notify/telling/timing';

const inputSchema = z.strictObject({ labels: z.record(labelNameSchema, z.string().max(1_000)) });

export type TriedPolicy = {
  policy: string;
  /** What the alert would be told together with; that of incidents is only known when there is one. */
  groupKey: string;
  /** When each would be told, Unix ms, if the alert fired now and nobody acknowledged it. */
  steps: { receiver: string; at: number; channels: string[]; onCall: string[] }[];
  repeatMs: number;
  /** Why somebody would not be told, or not yet. */
  heldBack: string[];
};

/** What would become of an alert with these labels that fires now; none of it happens. */
export async function tryRouting(ctx: Context, input: unknown): Promise<{ policies: TriedPolicy[] }> {
  authorize(ctx, 'alerts:read');
  const { labels } = checkInput(inputSchema, input);
  const { workspaceId } = ctx.actor;
  const now = ctx.clock.now();
  const { routing } = await readRouting(ctx.store, workspaceId);
  const channels = await ctx.store.channels.list(workspaceId);
  const silences = await ctx.store.silences.list(workspaceId, now);
  const firing = await ctx.store.alerts.list(workspaceId, { isOpen: true, limit: 10_000 });
  const severity = severitySchema.safeParse(labels.severity).data ?? 'warning';
  const alert = { id: '', ruleId: null, labels: { severity, ...labels }, severity, endsAt: null, incidentId: '?' };
  const mute = muteOf(alert, null, { now, silences, inhibitions: routing.inhibitions, firing });
  const reach = reachOfAll(routing, { channels, now });
  const policies = routeAlert(routing, alert.labels).map((policy) => {
    const groupKey = policy.groupBy === 'incident' ? 'incident' : groupKeyOf(policy, alert);
    const steps = stepsOf(policy, { now, reach });
    const heldBack = [mute?.reason ?? [], quiet(policy, { now, severity }), faults(policy, reach)].flat();
    return { policy: policy.name, groupKey, steps, repeatMs: spanMs(policy.repeatInterval), heldBack };
  });
  return { policies };
}

function stepsOf(policy: Policy, { now, reach }: { now: number; reach: ReadonlyMap<string, Reach> }) {
  const first = firstAt({ openedAt: now }, policy);
  const offset = spanMs(policy.steps[0]?.after ?? '0s');
  return policy.steps.map(({ receiver, after }) => ({
    receiver,
    at: first + Math.max(0, spanMs(after) - offset),
    channels: reach.get(receiver)?.channelIds ?? [],
    onCall: reach.get(receiver)?.onCall ?? [],
  }));
}

function quiet({ quietHours }: Policy, { now, severity }: { now: number; severity: Severity }): string[] {
  if (quietHours === undefined || quietHours.except.includes(severity) || quietUntil(quietHours, now) === null)
    return [];
  return [`Quiet hours until ${quietHours.until} ${quietHours.timezone}`];
}

function faults(policy: Policy, reach: ReadonlyMap<string, Reach>): string[] {
  if (policy.steps.length === 0) return [`The policy "${policy.name}" tells nobody: it has no receivers`];
  return policy.steps.flatMap(({ receiver }) => reach.get(receiver)?.faults ?? []);
}
