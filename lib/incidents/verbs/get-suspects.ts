import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { toAppError } from '@/lib/errors/app-error';
import type { SuspectsView } from '@/lib/incidents/incident-view';
import { endOf, findIncident } from '@/lib/incidents/read-view';
import { placesThatFired, suspectQuestion, suspectsIn, type SuspectQuestion } from '@/lib/incidents/suspects';
import type { IncidentSummary } from '@/lib/model/incident';
import { runQuery } from '@/lib/query/run-query';
import { hourMs, weekMs } from '@/lib/time/duration';

const mostAlerts = 1_000;

/**
 * What moved most when an incident began: dimension values of the first question that can be taken apart, or for alerts of other
 * systems the places where most fired. When there is nothing to show it says why. Throws `not_found`.
 */
export async function getSuspects(ctx: Context, { id }: { id: string }): Promise<SuspectsView> {
  authorize(ctx, 'alerts:read');
  const incident = await findIncident(ctx, id);
  const evidence = await ctx.store.evidence.list(incident.workspaceId, incident.id, 50);
  if (evidence.length === 0) return byPlace(ctx, incident);
  const end = endOf(incident, ctx.clock.now());
  for (const one of evidence) {
    const rule = one.ruleId === null ? null : await ctx.store.rules.find(incident.workspaceId, one.ruleId);
    const question = suspectQuestion(one, { ruleDoc: rule?.doc, openedAt: incident.openedAt, end });
    if (question !== null) return byQuestion(ctx, { title: one.title, question });
  }
  return nothing('The questions of its alerts have no measure whose change can be taken apart.');
}

const nothing = (unavailable: string): SuspectsView => ({ suspects: [], basis: null, unavailable });

async function byQuestion(
  ctx: Context,
  { title, question }: { title: string; question: SuspectQuestion },
): Promise<SuspectsView> {
  const { spec, measure, focus, before } = question;
  try {
    const { data, meta } = await runQuery(ctx, { spec });
    if (data.kind !== 'drivers') return nothing('The engine answered another question.');
    const suspects = suspectsIn(data, focus, meta.asOf);
    const basis = { title, measure: measure.label ?? data.label, focus, before };
    return { suspects, basis, unavailable: suspects.length > 0 ? null : 'No value moved more than chance explains.' };
  } catch (error) {
    return nothing(toAppError(error).message);
  }
}

async function byPlace({ store, clock }: Context, incident: IncidentSummary): Promise<SuspectsView> {
  const { workspaceId, id: incidentId, openedAt } = incident;
  const alerts = await store.alerts.list(workspaceId, { incidentId, limit: mostAlerts });
  const from = openedAt - weekMs;
  const earlier = await store.alerts.list(workspaceId, { from, to: openedAt - 1, limit: mostAlerts });
  // What goes on has not had its hour yet.
  const length = Math.max(hourMs, endOf(incident, clock.now()) - openedAt);
  const suspects = placesThatFired(alerts, { alerts: earlier, ratio: length / weekMs });
  if (suspects.length === 0) return nothing('Its alerts name no place: no service, instance, host or the like.');
  return { suspects, basis: null, unavailable: null };
}
