import { isDeepStrictEqual } from 'node:util';
import { record } from '@/lib/audit/record';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { Dashboard, DashboardDoc } from '@/lib/model/dashboard';
import type { DashboardRow, Store } from '@/lib/store/store';
import { actorName } from '@/lib/audit/actor-name';
import { readDoc } from './read-doc';

/** What writing takes of a context; also what the portal has when it writes by itself. */
export type Writer = Pick<Context, 'actor' | 'clock' | 'newId'>;

export function toDashboard(row: DashboardRow): Dashboard {
  const { doc, faults } = readDoc(row.doc);
  return { ...row, doc, ...(faults.length > 0 ? { faults } : {}) };
}

export const noSuchDashboard = () => new AppError('not_found', 'There is no such dashboard in this workspace.');

/** The dashboard for a change within the transaction. Throws `not_found`, and `forbidden` for one that comes from a file. */
export async function findForChange(tx: Store, ctx: Writer, id: string): Promise<DashboardRow> {
  const row = await tx.dashboards.findForChange(ctx.actor.workspaceId, id);
  if (!row || row.deletedAt !== null) throw noSuchDashboard();
  if (row.provisionedFrom !== null)
    throw new AppError(
      'forbidden',
      `This dashboard comes from the file ${row.provisionedFrom} and is changed there. Duplicate it to change a copy.`,
    );
  return row;
}

export type NewDashboard = {
  doc: DashboardDoc;
  /** What was done: `dashboard.<action>` in the audit log. */
  action: 'create' | 'duplicate' | 'import' | 'provision';
  id?: string;
  provisionedFrom?: string;
};

export async function insertDashboard(tx: Store, ctx: Writer, input: NewDashboard): Promise<DashboardRow> {
  const now = ctx.clock.now();
  const by = await actorName(tx, ctx);
  const row: DashboardRow = {
    id: input.id ?? ctx.newId(),
    workspaceId: ctx.actor.workspaceId,
    doc: input.doc,
    version: 1,
    provisionedFrom: input.provisionedFrom ?? null,
    createdBy: by,
    createdAt: now,
    updatedBy: by,
    updatedAt: now,
    deletedAt: null,
  };
  await tx.dashboards.insert(row);
  await record(tx, ctx, {
    action: `dashboard.${input.action}`,
    target: `dashboard:${row.id}`,
    after: { title: input.doc.title, panels: input.doc.panels.length },
  });
  return row;
}

export type NextState = { doc: unknown; note: string | null; action: 'save' | 'restore_version' | 'provision' };

/** Saves the next version of a dashboard; one that changes nothing is none. Panels that could not be read stay as stored. */
export async function saveNext(
  tx: Store,
  ctx: Writer,
  given: { row: DashboardRow; next: NextState },
): Promise<DashboardRow> {
  const { row, next } = given;
  if (isDeepStrictEqual(row.doc, next.doc)) return row;
  const version = row.version + 1;
  const savedBy = await actorName(tx, ctx);
  const savedAt = ctx.clock.now();
  await tx.dashboards.save({
    dashboardId: row.id,
    workspaceId: row.workspaceId,
    version,
    doc: next.doc,
    savedBy,
    savedAt,
    note: next.note,
  });
  await record(tx, ctx, {
    action: `dashboard.${next.action}`,
    target: `dashboard:${row.id}`,
    before: { version: row.version },
    after: { version, ...(next.note === null ? {} : { note: next.note }) },
  });
  return { ...row, doc: next.doc, version, updatedBy: savedBy, updatedAt: savedAt };
}
