import { z } from 'zod';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { checkInput, invalidInput } from '@/lib/model/check-input';
import type { Alert } from '@/lib/model/incident';
import { matcherSchema } from '@/lib/model/matcher';
import { matcherFaults, matchesAll } from '@/lib/notify/routing/matches-all';
import { routeLabels } from '@/lib/notify/routing/route-labels';
import { dayMs } from '@/lib/time/duration';

const inputSchema = z.strictObject({ matchers: z.array(matcherSchema).min(1).max(50) });
const backMs = 7 * dayMs;
const maxAlerts = 10_000;
const maxShown = 50;

export type SilencePreview = {
  /** Alerts that fire now. */
  now: Alert[];
  /** Those that fired at any time in the last 7 days, newest first: how many, and 50 of them. */
  past: { count: number; alerts: Alert[] };
};

/** What a silence with these matchers keeps from being told now, and would have kept in the last 7 days. */
export async function previewSilence(ctx: Context, input: unknown): Promise<SilencePreview> {
  authorize(ctx, 'alerts:read');
  const { matchers } = checkInput(inputSchema, input);
  const faults = matcherFaults(matchers, 'matchers');
  if (faults.length > 0) throw invalidInput(faults);
  const { workspaceId } = ctx.actor;
  const now = ctx.clock.now();
  const alerts = await ctx.store.alerts.list(workspaceId, { from: now - backMs, to: now, limit: maxAlerts });
  const matching = alerts.filter((alert) => matchesAll(routeLabels(alert), matchers));
  return {
    now: matching.filter(({ endsAt }) => endsAt === null).slice(0, maxShown),
    past: { count: matching.length, alerts: matching.slice(0, maxShown) },
  };
}
