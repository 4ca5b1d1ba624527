import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { checkInput, invalidInput } from '@/lib/model/check-input';
import { keepUnreadable } from '@/lib/dashboards/documents/keep-unreadable';
import { placePanel } from '@/lib/dashboards/board/place-panel';
import { findForChange, saveNext, toDashboard } from '@/lib/dashboards/documents/stored-dashboard';
import { dashboardDocSchema, newChartPanelSchema, type Dashboard, type DashboardPanel } from '@/lib/model/dashboard';

const maxPanels = 100;

/** Adds a chart at the bottom of a dashboard, in a size that suits it. Throws `invalid_input`, `not_found` and `forbidden`. */
export async function addDashboardPanel(ctx: Context, input: { id: string; panel: unknown }): Promise<Dashboard> {
  authorize(ctx, 'dashboards:write');
  const chart = checkInput(newChartPanelSchema, input.panel);
  const saved = await ctx.store.transaction(async (tx) => {
    const row = await findForChange(tx, ctx, input.id);
    const { doc } = toDashboard(row);
    if (doc.panels.length >= maxPanels)
      throw invalidInput([{ path: 'panels', reason: `A dashboard has at most ${maxPanels} panels` }]);
    const layout = placePanel(doc.panels, chart.chart);
    const panel: DashboardPanel = { ...chart, id: ctx.newId(), layout };
    const panels = [...doc.panels, panel];
    const next = checkInput(dashboardDocSchema, { ...doc, panels });
    const note = `added "${chart.title}"`;
    return saveNext(tx, ctx, { row, next: { doc: keepUnreadable(next, row.doc), note, action: 'save' } });
  });
  return toDashboard(saved);
}
