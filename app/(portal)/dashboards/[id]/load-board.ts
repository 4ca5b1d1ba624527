import { cache } from 'react';
import { can } from '@/lib/auth/permissions';
import { isAppError } from '@/lib/errors/app-error';
import type { BoardPlace } from '@/lib/dashboards/board/board-view';
import { parseBoardView } from '@/lib/dashboards/board/parse-board-view';
import { resolveBoard, type BoardPanel } from '@/lib/dashboards/board/resolve-board';
import { getDashboard } from '@/lib/dashboards/verbs/get-dashboard';
import { getDashboardVersion } from '@/lib/dashboards/verbs/get-dashboard-version';
import { listAnnotations } from '@/lib/dashboards/verbs/list-annotations';
import type { RawParams, ViewFault } from '@/lib/dashboards/view/view-state';
import type { PageContext } from '@/lib/http/page-context';
import { pageExtra } from '@/lib/http/page-extra';
import type { Annotation } from '@/lib/model/annotation';
import type { Dashboard, DashboardDoc } from '@/lib/model/dashboard';
import { resolveRange } from '@/lib/time/range';

export type LoadedBoard = {
  dashboard: Dashboard;
  /** What is shown: the newest state, or that of the version in the URL. */
  doc: DashboardDoc;
  place: BoardPlace;
  faults: ViewFault[];
  panels: BoardPanel[];
  timezone: string;
  canWrite: boolean;
  annotations: Annotation[];
  now: number;
};

/** The dashboard, or null; looked up once for the page and its title. */
export const findBoard = cache((ctx: PageContext, id: string) => unlessMissing(getDashboard(ctx, { id })));

/** A dashboard in the view that the URL asks for; null when there is no such dashboard. */
export async function loadBoard(ctx: PageContext, id: string, params: RawParams): Promise<LoadedBoard | null> {
  const dashboard = await findBoard(ctx, id);
  if (!dashboard) return null;
  const now = ctx.clock.now();
  const timezone = dashboard.doc.timezone ?? ctx.workspace.timezone;
  const read = parseBoardView(params, { doc: dashboard.doc, timezone, now });
  const canWrite = can(ctx.actor, 'dashboards:write');
  const view = { ...read.view, isEditing: read.view.isEditing && canWrite && dashboard.provisionedFrom === null };
  const shown = await shownDoc(ctx, dashboard, view.version);
  if (shown.fault) read.faults.push(shown.fault);
  const { range, refresh, variables } = shown.doc;
  const place = { path: `/dashboards/${id}`, workspace: ctx.workspace.slug, view, doc: { range, refresh, variables } };
  const { from, to } = resolveRange(view.range, timezone, now);
  return {
    dashboard,
    doc: shown.doc,
    place,
    faults: read.faults,
    panels: resolveBoard({ doc: shown.doc, view, timezone }),
    timezone,
    canWrite,
    annotations: await pageExtra(
      ctx,
      { what: 'its annotations', without: [] },
      listAnnotations(ctx, { from, to, dashboardId: id }),
    ),
    now,
  };
}

async function shownDoc(ctx: PageContext, { id, doc, version: newest }: Dashboard, version: number | null) {
  if (version === null || version === newest) return { doc };
  const found = await unlessMissing(getDashboardVersion(ctx, { id, version }));
  if (found) return { doc: found.doc };
  const reason = `There are versions 1 to ${newest}.`;
  return { doc, fault: { param: 'version', value: String(version), reason } };
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return null;
    throw error;
  }
}
