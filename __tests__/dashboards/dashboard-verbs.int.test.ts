import { addDashboardPanel } from '@/lib/dashboards/verbs/add-dashboard-panel';
import { createDashboard } from '@/lib/dashboards/verbs/create-dashboard';
import { duplicateDashboard } from '@/lib/dashboards/verbs/duplicate-dashboard';
import { getDashboard } from '@/lib/dashboards/verbs/get-dashboard';
import { getDashboardVersion } from '@/lib/dashboards/verbs/get-dashboard-version';
import { listDashboardVersions } from '@/lib/dashboards/verbs/list-dashboard-versions';
import { listDashboards } from '@/lib/dashboards/verbs/list-dashboards';
import { listDeletedDashboards } from '@/lib/dashboards/verbs/list-deleted-dashboards';
import { purgeDeleted } from '@/lib/dashboards/documents/purge-deleted';
import { removeDashboard } from '@/lib/dashboards/verbs/remove-dashboard';
import { restoreDashboard } from '@/lib/dashboards/verbs/restore-dashboard';
import { restoreDashboardVersion } from '@/lib/dashboards/verbs/restore-dashboard-version';
import { saveDashboard } from '@/lib/dashboards/verbs/save-dashboard';
import type { AppError } from '@/lib/errors/app-error';
import { dashboardRow } from '../store/board-contract';
import { chart, chartPanel, dashboardWorld, doc, key, user, type DashboardWorld } from './world';

let world: DashboardWorld;
beforeAll(async () => {
  world = await dashboardWorld();
});
afterAll(() => world.close());

const nobodyHas = expect.objectContaining({ code: 'not_found', status: 404 }) as Error;
const refused = async (work: Promise<unknown>): Promise<AppError> =>
  work.then(
    () => {
      throw new Error('it was not refused');
    },
    (error: AppError) => error,
  );

describe('a dashboard', () => {
  it('is made with its defaults filled in, by somebody with a name, and written down', async () => {
    const made = await createDashboard(world.ctx, { doc: doc('Sales') });
    expect(made).toMatchObject({
      workspaceId: 'w',
      version: 1,
      provisionedFrom: null,
      createdBy: 'ada@example.com',
      updatedBy: 'ada@example.com',
      deletedAt: null,
      doc: { title: 'Sales', tags: [], refresh: 'live', range: { last: '24h' }, panels: [{ id: 'a', unit: 'count' }] },
    });
    expect(made).not.toHaveProperty('faults');
    expect(await getDashboard(world.ctx, { id: made.id })).toEqual(made);
    const [entry] = await world.store.audit.list('w', 1);
    expect(entry).toMatchObject({ action: 'dashboard.create', target: `dashboard:${made.id}`, actorId: 'u' });
    const byKey = await createDashboard(world.as(key(['manage'])), { doc: doc('By a script') });
    expect(byKey.createdBy).toBe('Deploys');
  });

  it.each<[string, unknown, string]>([
    ['no title', { panels: [] }, 'title'],
    ['two panels of the same name', doc('x', [chartPanel('a'), chartPanel('a')]), 'panels.1'],
    [
      'an unknown kind of question',
      doc('x', [{ ...chartPanel('a'), spec: { kind: 'magic' } } as never]),
      'panels.0.spec.kind',
    ],
    [
      'a funnel with one step',
      doc('x', [
        { ...chartPanel('a'), spec: { kind: 'funnel', steps: [{ event: 'a' }], range: { last: '7d' } } } as never,
      ]),
      'panels.0.spec.steps',
    ],
    ['a panel beside the grid', doc('x', [chartPanel('a', { x: 12 })]), 'panels.0.layout.x'],
    ['a field that does not exist', { ...doc('x'), color: 'red' }, ''],
    ['something else', 'text', ''],
    ['nothing', undefined, ''],
  ])('with %s is refused with the place', async (_name, input, path) => {
    const error = await refused(createDashboard(world.ctx, { doc: input }));
    expect(error).toMatchObject({ code: 'invalid_input', status: 400 });
    expect(error.fields.map((field) => field.path)).toContain(path);
  });

  it('whose filters nest without end is refused and not followed', async () => {
    let where: unknown = ['name', '=', 'a'];
    for (let depth = 0; depth < 50_000; depth += 1) where = { not: where };
    const panel = { ...chartPanel('a'), spec: { ...chart.spec, where: [where] } };
    const error = await refused(createDashboard(world.ctx, { doc: doc('deep', [panel]) }));
    expect(error).toMatchObject({ code: 'invalid_input', message: 'nested deeper than 28 levels' });
  });

  it('is listed with the newest change first', async () => {
    const first = await createDashboard(world.ctx, { doc: { ...doc('First'), description: 'd', tags: ['t'] } });
    world.clock.advance(10);
    const second = await createDashboard(world.ctx, { doc: doc('Second', []) });
    world.clock.advance(10);
    await saveDashboard(world.ctx, { id: first.id, doc: { ...first.doc, title: 'First again' }, version: 1 });
    const [newest, next] = await listDashboards(world.ctx);
    expect(newest).toMatchObject({
      id: first.id,
      title: 'First again',
      description: 'd',
      tags: ['t'],
      panels: 1,
      version: 2,
    });
    expect(next).toMatchObject({ id: second.id, title: 'Second', panels: 0 });
  });
});

describe('saving', () => {
  it('keeps every version with who, when and a note, and brings one back as a new one', async () => {
    const made = await createDashboard(world.ctx, { doc: doc('One') });
    const bob = world.as(user('admin', { email: 'bob@example.com' }));
    world.clock.advance(1_000);
    const two = await saveDashboard(bob, { id: made.id, doc: doc('Two', []), version: 1, note: 'tidied' });
    expect(two).toMatchObject({
      version: 2,
      updatedBy: 'bob@example.com',
      createdBy: 'ada@example.com',
      doc: { title: 'Two' },
    });
    expect(await saveDashboard(bob, { id: made.id, doc: doc('Two', []), version: 2 })).toEqual(two);
    const restored = await restoreDashboardVersion(world.ctx, { id: made.id, version: 1 });
    expect(restored).toMatchObject({ version: 3, doc: { title: 'One' }, updatedBy: 'ada@example.com' });
    expect(await listDashboardVersions(world.ctx, { id: made.id })).toEqual([
      {
        version: 3,
        savedBy: 'ada@example.com',
        savedAt: restored.updatedAt,
        note: 'restored version 1',
        title: 'One',
        panels: 1,
      },
      { version: 2, savedBy: 'bob@example.com', savedAt: two.updatedAt, note: 'tidied', title: 'Two', panels: 0 },
      { version: 1, savedBy: 'ada@example.com', savedAt: made.createdAt, note: null, title: 'One', panels: 1 },
    ]);
    expect(await getDashboardVersion(world.ctx, { id: made.id, version: 2 })).toMatchObject({
      doc: { title: 'Two' },
      note: 'tidied',
    });
    await expect(getDashboardVersion(world.ctx, { id: made.id, version: 9 })).rejects.toEqual(nobodyHas);
    await expect(restoreDashboardVersion(world.ctx, { id: made.id, version: 9 })).rejects.toEqual(nobodyHas);
  });

  it('over somebody else is a conflict that says who it was and when', async () => {
    const made = await createDashboard(world.ctx, { doc: doc('Shared') });
    const bob = world.as(user('editor', { email: 'bob@example.com' }));
    const saved = await saveDashboard(bob, { id: made.id, doc: doc('Of Bob'), version: 1 });
    const error = await refused(saveDashboard(world.ctx, { id: made.id, doc: doc('Of Ada'), version: 1 }));
    const at = new Date(saved.updatedAt).toISOString().slice(0, 16).replace('T', ' ');
    expect(error).toMatchObject({ code: 'conflict', status: 409 });
    expect(error.message).toContain(`bob@example.com saved version 2 of this dashboard at ${at} UTC`);
    expect((await getDashboard(world.ctx, { id: made.id })).doc.title).toBe('Of Bob');
  });

  it('twenty times at once succeeds once', async () => {
    const made = await createDashboard(world.ctx, { doc: doc('Race') });
    const saves = Array.from({ length: 20 }, (_, n) =>
      saveDashboard(world.ctx, { id: made.id, doc: doc(`Race ${n}`), version: 1 }),
    );
    const ends = await Promise.allSettled(saves);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await listDashboardVersions(world.ctx, { id: made.id })).toHaveLength(2);
  });
});

describe('a panel that is added', () => {
  it('goes beside the lowest ones when there is room, and else below them', async () => {
    const { id } = await createDashboard(world.ctx, {
      doc: doc('Growing', [chartPanel('top', { w: 12 }), chartPanel('left', { y: 4, w: 6, h: 6 })]),
    });
    const beside = await addDashboardPanel(world.ctx, { id, panel: chart });
    expect(beside.doc.panels.at(-1)).toMatchObject({
      type: 'chart',
      title: 'Orders',
      layout: { x: 6, y: 4, w: 6, h: 5 },
    });
    const below = await addDashboardPanel(world.ctx, { id, panel: { ...chart, chart: 'number', title: 'Total' } });
    expect(below.doc.panels.at(-1)).toMatchObject({ layout: { x: 6, y: 9, w: 3, h: 3 } });
    expect(below.version).toBe(3);
    expect(new Set(below.doc.panels.map((panel) => panel.id)).size).toBe(4);
    const [newest] = await listDashboardVersions(world.ctx, { id });
    expect(newest?.note).toBe('added "Total"');
  });

  it('twice at once is there twice', async () => {
    const { id } = await createDashboard(world.ctx, { doc: doc('Both', []) });
    await Promise.all([1, 2, 3].map(() => addDashboardPanel(world.ctx, { id, panel: chart })));
    expect((await getDashboard(world.ctx, { id })).doc.panels.map((panel) => panel.layout)).toEqual([
      { x: 0, y: 0, w: 6, h: 5 },
      { x: 6, y: 0, w: 6, h: 5 },
      { x: 0, y: 5, w: 6, h: 5 },
    ]);
  });

  it('is refused when it is no chart, and when the dashboard is full', async () => {
    const panels = Array.from({ length: 100 }, (_, n) => chartPanel(`p${n}`));
    const { id } = await createDashboard(world.ctx, { doc: doc('Full', panels) });
    expect(await refused(addDashboardPanel(world.ctx, { id, panel: { title: 'x' } }))).toMatchObject({
      code: 'invalid_input',
    });
    expect(await refused(addDashboardPanel(world.ctx, { id, panel: chart }))).toMatchObject({
      code: 'invalid_input',
      message: 'panels: A dashboard has at most 100 panels',
    });
  });
});

describe('deleting', () => {
  it('hides a dashboard until it is restored, for 30 days', async () => {
    const made = await createDashboard(world.ctx, { doc: doc('Gone') });
    await removeDashboard(world.ctx, { id: made.id });
    for (const attempt of [
      getDashboard(world.ctx, { id: made.id }),
      removeDashboard(world.ctx, { id: made.id }),
      saveDashboard(world.ctx, { id: made.id, doc: doc('x'), version: 1 }),
      duplicateDashboard(world.ctx, { id: made.id }),
      addDashboardPanel(world.ctx, { id: made.id, panel: chart }),
      listDashboardVersions(world.ctx, { id: made.id }),
      getDashboardVersion(world.ctx, { id: made.id, version: 1 }),
    ])
      await expect(attempt).rejects.toEqual(nobodyHas);
    expect((await listDashboards(world.ctx)).map(({ id }) => id)).not.toContain(made.id);
    expect((await listDeletedDashboards(world.ctx)).map(({ id }) => id)).toEqual([made.id]);
    await purgeDeleted(world.ctx);
    expect(await restoreDashboard(world.ctx, { id: made.id })).toEqual(made);
    expect(await restoreDashboard(world.ctx, { id: made.id })).toEqual(made);
    await removeDashboard(world.ctx, { id: made.id });
    world.clock.advance(31 * 86_400_000);
    await purgeDeleted(world.ctx);
    await expect(restoreDashboard(world.ctx, { id: made.id })).rejects.toEqual(nobodyHas);
  });
});

describe('a copy', () => {
  it('has its own life and says of what it is one', async () => {
    const made = await createDashboard(world.ctx, { doc: doc('Original') });
    const copy = await duplicateDashboard(world.ctx, { id: made.id });
    expect(copy).toMatchObject({ version: 1, doc: { ...made.doc, title: 'Copy of Original' } });
    await saveDashboard(world.ctx, { id: copy.id, doc: doc('Changed'), version: 1 });
    expect((await getDashboard(world.ctx, { id: made.id })).doc.title).toBe('Original');
    expect((await duplicateDashboard(world.ctx, { id: made.id, title: 'Mine' })).doc.title).toBe('Mine');
    const long = await createDashboard(world.ctx, { doc: doc('x'.repeat(120)) });
    expect((await duplicateDashboard(world.ctx, { id: long.id })).doc.title).toHaveLength(120);
  });
});

describe('a dashboard that comes from a file', () => {
  it('can be read and copied, and nothing else', async () => {
    await world.store.dashboards.insert(
      dashboardRow('filed', 'w', { provisionedFrom: 'sales.yaml', doc: { title: 'Filed' } }),
    );
    for (const attempt of [
      saveDashboard(world.ctx, { id: 'filed', doc: doc('x'), version: 1 }),
      removeDashboard(world.ctx, { id: 'filed' }),
      addDashboardPanel(world.ctx, { id: 'filed', panel: chart }),
      restoreDashboardVersion(world.ctx, { id: 'filed', version: 1 }),
    ])
      expect(await refused(attempt)).toMatchObject({
        code: 'forbidden',
        message: 'This dashboard comes from the file sales.yaml and is changed there. Duplicate it to change a copy.',
      });
    expect(await getDashboard(world.ctx, { id: 'filed' })).toMatchObject({ provisionedFrom: 'sales.yaml' });
    expect(await duplicateDashboard(world.ctx, { id: 'filed' })).toMatchObject({ provisionedFrom: null });
  });
});

describe('a dashboard that was stored in an older shape', () => {
  const old = {
    title: 'Old',
    theme: 'gone',
    tags: 'none',
    range: { last: 'ever' },
    variables: [
      { type: 'magic', name: 'x' },
      { type: 'list', name: 'city', options: ['a'] },
    ],
    panels: [
      chartPanel('good'),
      { ...chartPanel('bad', { x: 6 }), spec: { kind: 'trend', measures: 'all' } },
      { ...chartPanel('good'), title: 'Same name' },
      'nothing',
    ],
  };

  it('is readable, with a text in the place of each panel that is not', async () => {
    await world.store.dashboards.insert(dashboardRow('old', 'w', { doc: old }));
    const read = await getDashboard(world.ctx, { id: 'old' });
    expect(read.doc).toMatchObject({ title: 'Old', tags: [], range: { last: '24h' }, variables: [{ name: 'city' }] });
    expect(read.doc.panels).toMatchObject([
      { id: 'good', type: 'chart' },
      { id: 'bad', type: 'text', title: 'Orders', layout: { x: 6, y: 0, w: 6, h: 4 } },
      { id: 'unreadable-3', type: 'text' },
      { id: 'unreadable-4', type: 'text', layout: { x: 0, y: 4, w: 6, h: 6 } },
    ]);
    expect(read.doc.panels[1]).toHaveProperty('markdown', expect.stringContaining('"measures": "all"'));
    expect(read.faults?.map(({ panelId, path }) => [panelId, path])).toEqual(
      expect.arrayContaining([
        ['bad', 'panels.1.spec.measures'],
        ['unreadable-3', 'panels.2'],
        ['unreadable-4', 'panels.3'],
        [null, 'range.last'],
        [null, 'tags'],
        [null, 'variables.0.type'],
        [null, ''],
      ]),
    );
    expect((await listDashboards(world.ctx)).find(({ id }) => id === 'old')).toMatchObject({ panels: 4, tags: [] });
  });

  it('keeps its unreadable panels when something else is saved, until somebody replaces or removes them', async () => {
    const read = await getDashboard(world.ctx, { id: 'old' });
    const [good, bad, same, nothing] = read.doc.panels;
    if (!good || !bad || !same || !nothing) throw new Error('panels are missing');
    const moved = { ...bad, layout: { x: 0, y: 30, w: 12, h: 4 } };
    const saved = await saveDashboard(world.ctx, {
      id: 'old',
      doc: { ...read.doc, title: 'New', panels: [moved, { ...same, markdown: 'Replaced' }] },
      version: 1,
    });
    expect(saved.faults?.map(({ panelId }) => panelId)).toEqual(['bad']);
    expect(saved.doc.panels).toMatchObject([{ id: 'bad', layout: moved.layout }, { markdown: 'Replaced' }]);
    const row = await world.store.dashboards.find('w', 'old');
    expect(row?.doc).toMatchObject({ panels: [{ spec: { measures: 'all' }, layout: moved.layout }, { type: 'text' }] });
    const without = await saveDashboard(world.ctx, { id: 'old', doc: { ...saved.doc, panels: [good] }, version: 2 });
    expect(without).not.toHaveProperty('faults');
    expect((await restoreDashboardVersion(world.ctx, { id: 'old', version: 1 })).faults).toEqual(read.faults);
  });
});
