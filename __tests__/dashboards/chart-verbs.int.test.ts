import { createAnnotation } from '@/lib/dashboards/verbs/create-annotation';
import { createChart } from '@/lib/dashboards/verbs/create-chart';
import { createDashboard } from '@/lib/dashboards/verbs/create-dashboard';
import { createSnippet } from '@/lib/dashboards/verbs/create-snippet';
import { getChart } from '@/lib/dashboards/verbs/get-chart';
import { listAnnotations } from '@/lib/dashboards/verbs/list-annotations';
import { listCharts } from '@/lib/dashboards/verbs/list-charts';
import { listSnippets } from '@/lib/dashboards/verbs/list-snippets';
import { removeAnnotation } from '@/lib/dashboards/verbs/remove-annotation';
import { removeChart } from '@/lib/dashboards/verbs/remove-chart';
import { removeDashboard } from '@/lib/dashboards/verbs/remove-dashboard';
import { removeSnippet } from '@/lib/dashboards/verbs/remove-snippet';
import { restoreChart } from '@/lib/dashboards/verbs/restore-chart';
import { updateAnnotation } from '@/lib/dashboards/verbs/update-annotation';
import { updateChart } from '@/lib/dashboards/verbs/update-chart';
import { updateSnippet } from '@/lib/dashboards/verbs/update-snippet';
import { chartRow } from '../store/board-contract';
import { chart, dashboardWorld, doc, key, type DashboardWorld } from './world';

let world: DashboardWorld;
beforeAll(async () => {
  world = await dashboardWorld();
});
afterAll(() => world.close());

const nobodyHas = expect.objectContaining({ code: 'not_found' }) as Error;

describe('a saved chart', () => {
  it('is made, changed, deleted and restored', async () => {
    const made = await createChart(world.ctx, { doc: chart });
    expect(made).toMatchObject({
      createdBy: 'ada@example.com',
      doc: { title: 'Orders', unit: 'count', spec: { timezone: 'UTC' } },
    });
    expect(made).not.toHaveProperty('deletedAt');
    world.clock.advance(5);
    const changed = await updateChart(world.ctx, { id: made.id, doc: { ...chart, title: 'Sales' } });
    expect(changed).toMatchObject({
      doc: { title: 'Sales' },
      createdAt: made.createdAt,
      updatedAt: made.updatedAt + 5,
    });
    expect(await getChart(world.ctx, { id: made.id })).toEqual(changed);
    expect(await listCharts(world.ctx)).toEqual([changed]);
    await removeChart(world.ctx, { id: made.id });
    expect(await listCharts(world.ctx)).toEqual([]);
    await expect(getChart(world.ctx, { id: made.id })).rejects.toEqual(nobodyHas);
    await expect(updateChart(world.ctx, { id: made.id, doc: chart })).rejects.toEqual(nobodyHas);
    await expect(removeChart(world.ctx, { id: made.id })).rejects.toEqual(nobodyHas);
    expect(await restoreChart(world.ctx, { id: made.id })).toEqual(changed);
    expect(await restoreChart(world.ctx, { id: made.id })).toEqual(changed);
    await expect(restoreChart(world.ctx, { id: 'none' })).rejects.toEqual(nobodyHas);
    const actions = (await world.store.audit.list('w', 4)).map(({ action }) => action).sort();
    expect(actions).toEqual(['chart.create', 'chart.remove', 'chart.restore', 'chart.update']);
  });

  it('that is none is refused with the place', async () => {
    await expect(createChart(world.ctx, { doc: { ...chart, spec: { kind: 'trend' } } })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: expect.arrayContaining([expect.objectContaining({ path: 'spec.measures' })]) as unknown,
    });
  });

  it('of an older shape stays in the list, with the reason and the question as it was stored', async () => {
    const spec = { kind: 'trend', measures: 'all' };
    await world.store.charts.insert(chartRow('old', 'w', { doc: { title: 'Old', chart: 'pie', spec } }));
    await world.store.charts.insert(chartRow('older', 'w', { doc: 'text' }));
    expect(await getChart(world.ctx, { id: 'old' })).toMatchObject({
      doc: { title: 'Old', chart: 'table', unit: 'count', spec },
      fault: expect.stringMatching(/^(chart|spec\.measures): /) as string,
    });
    expect((await listCharts(world.ctx)).map(({ id }) => id)).toEqual(expect.arrayContaining(['old', 'older']));
  });
});

describe('an annotation', () => {
  it('is made by a person or a script, listed where it belongs, changed and removed', async () => {
    const { id: dashboardId } = await createDashboard(world.ctx, { doc: doc('Noted') });
    const deploy = await createAnnotation(world.as(key(['manage'])), {
      at: 100,
      text: ' Deployed 1.2 ',
      tags: ['deploy'],
    });
    expect(deploy).toMatchObject({ text: 'Deployed 1.2', until: null, dashboardId: null, createdBy: 'Deploys' });
    const own = await createAnnotation(world.ctx, { at: 150, until: 180, text: 'Sale', dashboardId });
    expect(await listAnnotations(world.ctx, { from: 0, to: 1_000 })).toEqual([deploy]);
    expect(await listAnnotations(world.ctx, { from: 0, to: 1_000, dashboardId })).toEqual([deploy, own]);
    expect(await listAnnotations(world.ctx, { from: 181, to: 1_000, dashboardId })).toEqual([]);
    const changed = await updateAnnotation(world.ctx, {
      id: deploy.id,
      annotation: { at: 90, text: 'Deployed 1.3', dashboardId },
    });
    expect(changed).toEqual({ ...deploy, at: 90, text: 'Deployed 1.3', tags: [], dashboardId });
    expect(await listAnnotations(world.ctx, { from: 0, to: 1_000 })).toEqual([]);
    await removeAnnotation(world.ctx, { id: deploy.id });
    await expect(removeAnnotation(world.ctx, { id: deploy.id })).rejects.toEqual(nobodyHas);
    await expect(updateAnnotation(world.ctx, { id: deploy.id, annotation: { at: 1, text: 'x' } })).rejects.toEqual(
      nobodyHas,
    );
  });

  it.each<[string, unknown, string]>([
    ['no text', { at: 1 }, 'text'],
    ['an end before its beginning', { at: 10, until: 9, text: 'x' }, 'until'],
    ['a dashboard that does not exist', { at: 10, text: 'x', dashboardId: 'none' }, 'dashboardId'],
    ['a time that is none', { at: 'yesterday', text: 'x' }, 'at'],
  ])('with %s is refused with the place', async (_name, input, path) => {
    await expect(createAnnotation(world.ctx, input)).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [expect.objectContaining({ path })],
    });
  });

  it('cannot be put on a deleted dashboard or on one of another workspace', async () => {
    const gone = await createDashboard(world.ctx, { doc: doc('Gone') });
    await removeDashboard(world.ctx, { id: gone.id });
    await expect(createAnnotation(world.ctx, { at: 1, text: 'x', dashboardId: gone.id })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});

describe('a snippet', () => {
  it('is made, listed by name, changed and removed', async () => {
    const b = await createSnippet(world.ctx, { name: 'b', sql: 'select 1' });
    const a = await createSnippet(world.ctx, { name: 'A', sql: 'select 2' });
    expect(await listSnippets(world.ctx)).toEqual([a, b]);
    world.clock.advance(5);
    const changed = await updateSnippet(world.ctx, { id: a.id, snippet: { name: 'c', sql: 'select 3' } });
    expect(changed).toEqual({ ...a, name: 'c', sql: 'select 3', updatedAt: a.updatedAt + 5 });
    expect(await listSnippets(world.ctx)).toEqual([b, changed]);
    await removeSnippet(world.ctx, { id: a.id });
    await expect(removeSnippet(world.ctx, { id: a.id })).rejects.toEqual(nobodyHas);
    await expect(updateSnippet(world.ctx, { id: a.id, snippet: { name: 'c', sql: 'x' } })).rejects.toEqual(nobodyHas);
    await expect(createSnippet(world.ctx, { name: '', sql: 'x' })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
