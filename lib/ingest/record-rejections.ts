import type { Context } from '@/lib/context';
import type { Spool } from '@/lib/spool/spool';
import type { RefusedEvent } from './prepare-events';
import { nameOf, rejectedLine, sampleOf } from './rejected-rows';
import { encodeRecord } from './spool-record';

/** Enough to see what is wrong; a client that sends nothing but rubbish must not fill the disk with it. */
const rowsPerSecond = 50;

type Budget = { second: number; used: Map<string, number> };
const budgets = new WeakMap<Spool, Budget>();

/**
 * Notes refused events for the portal's "why was it dropped" page, at most 50 a second and workspace. Nobody waits for
 * it, and when the spool takes no more, the note is given up and logged: the caller has the reasons in its answer.
 */
export function recordRejections(ctx: Context, source: string, refused: readonly RefusedEvent[]): void {
  if (refused.length === 0) return;
  const workspace = ctx.actor.workspaceId;
  const receivedAt = ctx.clock.now();
  const noted = refused.slice(0, takeBudget(ctx.spool, workspace, { now: receivedAt, wanted: refused.length }));
  if (noted.length === 0) return;
  const lines = noted.map(({ item, id, reason }) =>
    rejectedLine({ workspace, receivedAt, source, name: nameOf(item), id: id ?? '', reason, sample: sampleOf(item) }),
  );
  ctx.spool.append(encodeRecord({ table: 'rejected_events', workspace, names: [] }, lines)).catch((error: unknown) => {
    ctx.log.warn({ err: error, workspace, rows: lines.length }, 'ingest: refused events could not be noted');
  });
}

function takeBudget(spool: Spool, workspace: string, { now, wanted }: { now: number; wanted: number }): number {
  const second = Math.floor(now / 1000);
  let budget = budgets.get(spool);
  if (budget?.second !== second) budgets.set(spool, (budget = { second, used: new Map() }));
  const used = budget.used.get(workspace) ?? 0;
  const taken = Math.min(wanted, rowsPerSecond - used);
  budget.used.set(workspace, used + taken);
  return taken;
}
