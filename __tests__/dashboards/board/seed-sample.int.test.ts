import { seedSample } from '@/lib/dashboards/board/seed-sample';
import { getDashboard } from '@/lib/dashboards/verbs/get-dashboard';
import { listDashboards } from '@/lib/dashboards/verbs/list-dashboards';
import { removeDashboard } from '@/lib/dashboards/verbs/remove-dashboard';
import { parseSpec } from '@/lib/query/parse-spec';
import { workspace } from '../../store/contract';
import { dashboardWorld, user, type DashboardWorld } from '../world';

let world: DashboardWorld;
beforeAll(async () => {
  world = await dashboardWorld();
});
afterAll(() => world.close());

it('a sample workspace begins with one dashboard, which stays deleted when somebody deleted it', async () => {
  await seedSample(world.ctx);
  expect(await listDashboards(world.ctx)).toEqual([]);
  await world.store.workspaces.insert(workspace('flights', { kind: 'sample' }));
  await Promise.all([seedSample(world.ctx), seedSample(world.ctx), seedSample(world.ctx)]);
  const ctx = world.as(user('editor', { workspaceId: 'flights' }));
  const [made, ...others] = await listDashboards(ctx);
  expect(others).toEqual([]);
  expect(made).toMatchObject({ title: 'Flights at a glance', version: 1, provisionedFrom: null, updatedBy: 'sample' });
  await removeDashboard(ctx, { id: made?.id ?? '' });
  await seedSample(world.ctx);
  expect(await listDashboards(ctx)).toEqual([]);
  await world.store.workspaces.remove('flights');
  await world.store.workspaces.insert(workspace('flights', { kind: 'sample' }));
  await seedSample(world.ctx);
  expect(await listDashboards(ctx)).toHaveLength(1);
});

it('the dashboard of the sample asks questions that can be asked, in panels that do not overlap', async () => {
  const ctx = world.as(user('viewer', { workspaceId: 'flights' }));
  const [made] = await listDashboards(ctx);
  const { doc } = await getDashboard(ctx, { id: made?.id ?? '' });
  expect(doc.panels.length).toBeGreaterThanOrEqual(10);
  const charts = doc.panels.flatMap((panel) => (panel.type === 'chart' ? [panel] : []));
  for (const { spec, spark } of charts) for (const one of [spec, spark]) if (one) parseSpec(one);
  expect(new Set(charts.map(({ chart }) => chart))).toEqual(
    new Set(['number', 'area', 'bars', 'columns', 'heatmap', 'line', 'histogram', 'table', 'events']),
  );
  const cells = doc.panels.flatMap(({ layout: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
});
