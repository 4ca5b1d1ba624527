import type { Store } from '@/lib/store/store';
import { changedRows } from './changed-rows';
import type { Decision } from './decide';
import { nextDueAt } from './due-at';
import { stepsOf, type Steps } from './steps-of';
import type { Shown } from './evidence-of';
import type { Claimed, Ended, Tick } from './tick';

/** Evaluations in which nothing happened, all at once. Resolves to how each ended. */
export async function storeQuiet(tick: Tick, decisions: readonly Decision[]): Promise<Ended[]> {
  if (decisions.length === 0) return [];
  return tick.services.store.transaction(async (tx) => {
    const ended: Ended[] = [];
    for (const decision of decisions) {
      const isOurs = await finish(tx, tick, decision);
      if (isOurs) await saveRows(tx, decision);
      ended.push(isOurs ? decision.ended : 'lost');
    }
    return ended;
  });
}

/**
 * An evaluation in which something fired, changed or resolved. The lease is ended first: as a rule is locked before incidents
 * are, here and where people change rules, no two transactions wait for each other.
 */
export async function storeLoud(tick: Tick, decision: Decision, evidence: ReadonlyMap<string, Shown>): Promise<Ended> {
  const { services, record } = tick;
  const { claimed, evaluated } = decision;
  const ended = await services.store.transaction(async (tx): Promise<Ended> => {
    if (!(await finish(tx, tick, decision))) return 'lost';
    const { steps, alerts } = stepsOf(claimed, evaluated, { newId: services.newId, evidence });
    const at = services.clock.now();
    const incidents = await record(tx, services, { workspaceId: claimed.row.workspaceId, at, steps });
    const last = await incidentsOfResolved(tx, claimed, { steps, alerts });
    await saveRows(tx, { ...decision, rows: decision.rows.map((row) => follow(row, { alerts, incidents, last })) });
    return decision.ended;
  });
  if (ended !== 'lost') tick.onCommitted();
  return ended;
}

/** False when the lease went to somebody else or the rule was changed: then the transaction must write nothing of it. */
async function finish(tx: Store, { services }: Tick, { claimed, rows, fault }: Decision): Promise<boolean> {
  const { row, doc, at, questionKey, token } = claimed;
  const isActive = rows.some(({ state }) => state.status !== 'inactive');
  const dueAt = nextDueAt(doc, { questionKey, now: services.clock.now(), isActive });
  return tx.rules.finish(row.id, { token, dueAt, evaluatedAt: at, lastError: fault });
}

async function saveRows(tx: Store, { claimed, rows }: Pick<Decision, 'claimed' | 'rows'>): Promise<void> {
  const change = changedRows(claimed.series, rows);
  if (change.rows.length > 0 || change.removed.length > 0) await tx.ruleSeries.save(claimed.row.id, change);
}

/** People may have moved an alert since it fired, so its incident is the one that it is in now. */
async function incidentsOfResolved(
  tx: Store,
  { row, series }: Claimed,
  { steps, alerts }: Steps,
): Promise<Map<string, string>> {
  const ended = series.filter(({ key, alertId }) => alertId !== null && alerts.get(key) !== alertId);
  if (ended.length === 0 || steps.length === 0) return new Map();
  const ids = ended.flatMap(({ alertId }) => (alertId === null ? [] : [alertId]));
  const stored = new Map((await tx.alerts.listByIds(row.workspaceId, ids)).map((alert) => [alert.id, alert]));
  return new Map(
    ended.flatMap(({ key, alertId }) => {
      const alert = stored.get(alertId ?? '');
      return alert === undefined ? [] : [[key, alert.incidentId] as const];
    }),
  );
}

type Following = { alerts: Steps['alerts']; incidents: ReadonlyMap<string, string>; last: ReadonlyMap<string, string> };

function follow(row: Decision['rows'][number], { alerts, incidents, last }: Following): Decision['rows'][number] {
  const alertId = alerts.get(row.key) ?? null;
  const incident = (alertId === null ? undefined : incidents.get(alertId)) ?? last.get(row.key);
  return { ...row, alertId, lastIncidentId: incident ?? row.lastIncidentId };
}
