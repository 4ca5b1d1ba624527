import type { Context } from '@/lib/context';
import { addDashboardPanel } from '@/lib/dashboards/verbs/add-dashboard-panel';
import { createAnnotation } from '@/lib/dashboards/verbs/create-annotation';
import { createChart } from '@/lib/dashboards/verbs/create-chart';
import { createDashboard } from '@/lib/dashboards/verbs/create-dashboard';
import { createSnippet } from '@/lib/dashboards/verbs/create-snippet';
import { duplicateDashboard } from '@/lib/dashboards/verbs/duplicate-dashboard';
import { exportDashboard } from '@/lib/dashboards/verbs/export-dashboard';
import { getChart } from '@/lib/dashboards/verbs/get-chart';
import { getDashboard } from '@/lib/dashboards/verbs/get-dashboard';
import { getDashboardVersion } from '@/lib/dashboards/verbs/get-dashboard-version';
import { importDashboard } from '@/lib/dashboards/verbs/import-dashboard';
import { listAnnotations } from '@/lib/dashboards/verbs/list-annotations';
import { listCharts } from '@/lib/dashboards/verbs/list-charts';
import { listDashboardVersions } from '@/lib/dashboards/verbs/list-dashboard-versions';
import { listDashboards } from '@/lib/dashboards/verbs/list-dashboards';
import { listDeletedDashboards } from '@/lib/dashboards/verbs/list-deleted-dashboards';
import { listSnippets } from '@/lib/dashboards/verbs/list-snippets';
import { removeAnnotation } from '@/lib/dashboards/verbs/remove-annotation';
import { removeChart } from '@/lib/dashboards/verbs/remove-chart';
import { removeDashboard } from '@/lib/dashboards/verbs/remove-dashboard';
import { removeSnippet } from '@/lib/dashboards/verbs/remove-snippet';
import { restoreChart } from '@/lib/dashboards/verbs/restore-chart';
import { restoreDashboard } from '@/lib/dashboards/verbs/restore-dashboard';
import { restoreDashboardVersion } from '@/lib/dashboards/verbs/restore-dashboard-version';
import { saveDashboard } from '@/lib/dashboards/verbs/save-dashboard';
import { updateAnnotation } from '@/lib/dashboards/verbs/update-annotation';
import { updateChart } from '@/lib/dashboards/verbs/update-chart';
import { updateSnippet } from '@/lib/dashboards/verbs/update-snippet';
import type { AppError } from '@/lib/errors/app-error';
import { chart, dashboardWorld, doc, key, user, type DashboardWorld } from './world';

type Ids = { dashboard: string; chart: string; annotation: string; snippet: string };
type Call = (ctx: Context, ids: Ids) => Promise<unknown>;

const note = { at: 5, text: 'x' };
const lists: Record<string, Call> = {
  listDashboards: (ctx) => listDashboards(ctx),
  listDeletedDashboards: (ctx) => listDeletedDashboards(ctx),
  listCharts: (ctx) => listCharts(ctx),
  listAnnotations: (ctx, { dashboard }) => listAnnotations(ctx, { from: 0, to: 9, dashboardId: dashboard }),
  listSnippets: (ctx) => listSnippets(ctx),
};
const reads: Record<string, Call> = {
  getDashboard: (ctx, { dashboard: id }) => getDashboard(ctx, { id }),
  listDashboardVersions: (ctx, { dashboard: id }) => listDashboardVersions(ctx, { id }),
  getDashboardVersion: (ctx, { dashboard: id }) => getDashboardVersion(ctx, { id, version: 1 }),
  exportDashboard: (ctx, { dashboard: id }) => exportDashboard(ctx, { id, format: 'yaml' }),
  getChart: (ctx, { chart: id }) => getChart(ctx, { id }),
};
const creates: Record<string, Call> = {
  createDashboard: (ctx) => createDashboard(ctx, { doc: doc('x') }),
  importDashboard: (ctx) => importDashboard(ctx, { text: '{"title":"x"}' }),
  createChart: (ctx) => createChart(ctx, { doc: chart }),
  createAnnotation: (ctx) => createAnnotation(ctx, note),
  createSnippet: (ctx) => createSnippet(ctx, { name: 'x', sql: 'x' }),
};
/** In an order in which all of them succeed on the same rows. */
const changes: Record<string, Call> = {
  saveDashboard: (ctx, { dashboard: id }) => saveDashboard(ctx, { id, doc: doc('changed'), version: 1 }),
  addDashboardPanel: (ctx, { dashboard: id }) => addDashboardPanel(ctx, { id, panel: chart }),
  restoreDashboardVersion: (ctx, { dashboard: id }) => restoreDashboardVersion(ctx, { id, version: 1 }),
  duplicateDashboard: (ctx, { dashboard: id }) => duplicateDashboard(ctx, { id }),
  updateChart: (ctx, { chart: id }) => updateChart(ctx, { id, doc: { ...chart, title: 'changed' } }),
  updateAnnotation: (ctx, { annotation: id }) =>
    updateAnnotation(ctx, { id, annotation: { ...note, text: 'changed' } }),
  updateSnippet: (ctx, { snippet: id }) => updateSnippet(ctx, { id, snippet: { name: 'changed', sql: 'x' } }),
  removeDashboard: (ctx, { dashboard: id }) => removeDashboard(ctx, { id }),
  restoreDashboard: (ctx, { dashboard: id }) => restoreDashboard(ctx, { id }),
  removeChart: (ctx, { chart: id }) => removeChart(ctx, { id }),
  restoreChart: (ctx, { chart: id }) => restoreChart(ctx, { id }),
  removeAnnotation: (ctx, { annotation: id }) => removeAnnotation(ctx, { id }),
  removeSnippet: (ctx, { snippet: id }) => removeSnippet(ctx, { id }),
};

let world: DashboardWorld;
beforeAll(async () => {
  world = await dashboardWorld();
});
afterAll(() => world.close());

async function rows(): Promise<Ids> {
  const { id: dashboard } = await createDashboard(world.ctx, { doc: doc('Secret') });
  return {
    dashboard,
    chart: (await createChart(world.ctx, { doc: chart })).id,
    annotation: (await createAnnotation(world.ctx, { ...note, dashboardId: dashboard })).id,
    snippet: (await createSnippet(world.ctx, { name: 'secret', sql: 'select 1' })).id,
  };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'ok',
    (error: AppError) => error.code,
  );
}

describe.each([
  ['a viewer', user('viewer'), 'ok', 'forbidden'],
  ['a key for questions', key(['query']), 'ok', 'forbidden'],
  ['a key for events', key(['ingest']), 'forbidden', 'forbidden'],
  ['an editor', user('editor'), 'ok', 'ok'],
  ['a key that manages', key(['manage']), 'ok', 'ok'],
])('%s', (_who, actor, reading, writing) => {
  it(`gets "${reading}" for reading and "${writing}" for writing`, async () => {
    const ids = await rows();
    const ctx = world.as(actor);
    for (const [name, call] of Object.entries({ ...lists, ...reads }))
      expect([name, await codeOf(call(ctx, ids))]).toEqual([name, reading]);
    for (const [name, call] of Object.entries({ ...creates, ...changes }))
      expect([name, await codeOf(call(ctx, ids))]).toEqual([name, writing]);
  });
});

it('nobody reads or changes anything of another workspace, not even its owner with the id in hand', async () => {
  const ids = await rows();
  const stranger = world.as(user('owner', { workspaceId: 'other' }));
  for (const [name, call] of Object.entries(lists)) expect([name, await call(stranger, ids)]).toEqual([name, []]);
  for (const [name, call] of Object.entries({ ...reads, ...changes }))
    expect([name, await codeOf(call(stranger, ids))]).toEqual([name, 'not_found']);
  expect(await codeOf(createAnnotation(stranger, { ...note, dashboardId: ids.dashboard }))).toBe('invalid_input');
  expect(await getDashboard(world.ctx, { id: ids.dashboard })).toMatchObject({ version: 1, doc: { title: 'Secret' } });
  expect(await getChart(world.ctx, { id: ids.chart })).toMatchObject({ doc: { title: 'Orders' } });
});
