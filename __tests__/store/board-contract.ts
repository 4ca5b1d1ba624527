import type { Annotation } from '@/lib/model/annotation';
import type { SqlSnippet } from '@/lib/model/sql-snippet';
import type { ChartRow, DashboardRow, Store } from '@/lib/store/store';
import { workspace } from './contract';

export const dashboardRow = (id: string, workspaceId: string, change: Partial<DashboardRow> = {}): DashboardRow => ({
  id,
  workspaceId,
  doc: { title: `Dashboard ${id}`, panels: [] },
  version: 1,
  provisionedFrom: null,
  createdBy: 'ada@example.com',
  createdAt: 1_763_900_000_000,
  updatedBy: 'ada@example.com',
  updatedAt: 1_763_900_000_000,
  deletedAt: null,
  ...change,
});
export const chartRow = (id: string, workspaceId: string, change: Partial<ChartRow> = {}): ChartRow => ({
  id,
  workspaceId,
  doc: { title: `Chart ${id}` },
  createdBy: 'ada@example.com',
  createdAt: 1_763_900_000_000,
  updatedAt: 1_763_900_000_000,
  deletedAt: null,
  ...change,
});
export const annotation = (id: string, workspaceId: string, change: Partial<Annotation> = {}): Annotation => ({
  id,
  workspaceId,
  at: 100,
  until: null,
  text: `What happened: ${id}`,
  tags: [],
  dashboardId: null,
  createdBy: 'ada@example.com',
  createdAt: 1_763_900_000_000,
  ...change,
});
export const snippet = (id: string, workspaceId: string, change: Partial<SqlSnippet> = {}): SqlSnippet => ({
  id,
  workspaceId,
  name: id,
  sql: 'select 1',
  createdBy: 'ada@example.com',
  updatedAt: 1_763_900_000_000,
  ...change,
});

/** What every store must do with dashboards, charts, annotations and snippets. */
export function describeBoards(get: () => Store): void {
  describe('dashboards', () => {
    it('are found in their own workspace only, with a document of any shape', async () => {
      const { dashboards, workspaces } = get();
      await workspaces.insert(workspace('boards'));
      for (const [id, doc] of Object.entries({ d1: { title: 'a' }, d2: [1], d3: 'text', d5: 5 })) {
        await dashboards.insert(dashboardRow(id, 'boards', { doc }));
        expect(await dashboards.find('boards', id)).toEqual(dashboardRow(id, 'boards', { doc }));
        expect(await dashboards.find('elsewhere', id)).toBeNull();
        expect(await dashboards.findForChange('elsewhere', id)).toBeNull();
        expect(await dashboards.findVersion('elsewhere', id, 1)).toBeNull();
      }
      expect(await dashboards.list('elsewhere', 'present')).toEqual([]);
    });
    it('are listed by their newest change with what a list shows, whatever their documents are', async () => {
      const { dashboards, workspaces } = get();
      await workspaces.insert(workspace('listed'));
      const docs = [
        { title: 'Full', description: 'All of it', tags: ['a', 'b'], panels: [{}, {}] },
        { title: 'Old', tags: 'none', panels: { a: 1 } },
        [],
      ];
      for (const [index, doc] of docs.entries())
        await dashboards.insert(dashboardRow(`l${index}`, 'listed', { doc, updatedAt: 100 - index }));
      await dashboards.insert(dashboardRow('l9', 'listed', { deletedAt: 7 }));
      const shared = {
        version: 1,
        provisionedFrom: null,
        createdAt: 1_763_900_000_000,
        updatedBy: 'ada@example.com',
        deletedAt: null,
      };
      expect(await dashboards.list('listed', 'present')).toEqual([
        {
          ...shared,
          id: 'l0',
          updatedAt: 100,
          title: 'Full',
          description: 'All of it',
          tags: ['a', 'b'],
          panels: 2,
        },
        { ...shared, id: 'l1', updatedAt: 99, title: 'Old', tags: [], panels: 0 },
        { ...shared, id: 'l2', updatedAt: 98, title: 'Untitled dashboard', tags: [], panels: 0 },
      ]);
      const deleted = await dashboards.list('listed', 'deleted');
      expect(deleted.map(({ id, deletedAt }) => [id, deletedAt])).toEqual([['l9', 7]]);
    });
    it('keep the newest 200 of their versions, and refuse the same one twice without a change', async () => {
      const { dashboards, workspaces } = get();
      await workspaces.insert(workspace('saved'));
      await dashboards.insert(dashboardRow('s1', 'saved'));
      const next = (version: number) => ({
        dashboardId: 's1',
        workspaceId: 'saved',
        version,
        doc: { title: `v${version}`, panels: [1] },
        savedBy: 'bob@example.com',
        savedAt: version,
        note: version === 3 ? 'third' : null,
      });
      for (let version = 2; version <= 202; version += 1) await dashboards.save(next(version));
      await expect(dashboards.save({ ...next(202), doc: { title: 'too late' } })).rejects.toMatchObject({
        code: 'conflict',
      });
      expect(await dashboards.find('saved', 's1')).toMatchObject({
        version: 202,
        updatedBy: 'bob@example.com',
        updatedAt: 202,
        doc: { title: 'v202' },
      });
      const versions = await dashboards.listVersions('saved', 's1');
      expect(versions).toHaveLength(200);
      expect(versions[0]).toMatchObject({ version: 202, title: 'v202', panels: 1, savedBy: 'bob@example.com' });
      expect(versions.at(-1)).toMatchObject({ version: 3, note: 'third' });
      expect(await dashboards.findVersion('saved', 's1', 3)).toEqual({
        dashboardId: 's1',
        version: 3,
        doc: { title: 'v3', panels: [1] },
        savedBy: 'bob@example.com',
        savedAt: 3,
        note: 'third',
      });
    });
    it('are deleted, restored and, when that was long ago, ended with versions and annotations', async () => {
      const { dashboards, annotations, workspaces } = get();
      await workspaces.insert(workspace('purged'));
      for (const id of ['p1', 'p2', 'p3']) await dashboards.insert(dashboardRow(id, 'purged'));
      await annotations.insert(annotation('p-note', 'purged', { dashboardId: 'p1' }));
      await dashboards.update('purged', 'p1', { deletedAt: 10 });
      await dashboards.update('purged', 'p2', { deletedAt: 20 });
      await dashboards.update('elsewhere', 'p3', { deletedAt: 10 });
      await dashboards.purge(20);
      expect(await dashboards.find('purged', 'p1')).toBeNull();
      expect(await dashboards.findVersion('purged', 'p1', 1)).toBeNull();
      expect(await annotations.find('purged', 'p-note')).toBeNull();
      await dashboards.update('purged', 'p2', { deletedAt: null });
      expect((await dashboards.list('purged', 'present')).map(({ id }) => id).sort()).toEqual(['p2', 'p3']);
    });
    it('from files are listed over all workspaces until they are released', async () => {
      const { dashboards, workspaces } = get();
      await workspaces.insert(workspace('files'));
      await dashboards.insert(dashboardRow('f1', 'files', { provisionedFrom: 'a.json' }));
      await dashboards.insert(dashboardRow('f2', 'files', { provisionedFrom: 'b.json', deletedAt: 1 }));
      expect(await dashboards.listProvisioned()).toEqual([
        { id: 'f1', workspaceId: 'files', provisionedFrom: 'a.json' },
      ]);
      expect(await dashboards.releaseProvisioned()).toBe(2);
      expect(await dashboards.releaseProvisioned()).toBe(0);
      expect((await dashboards.find('files', 'f1'))?.provisionedFrom).toBeNull();
    });
  });

  describe('charts', () => {
    it('are kept, changed, deleted and ended in their own workspace only', async () => {
      const { charts, workspaces } = get();
      await workspaces.insert(workspace('charts'));
      await charts.insert(chartRow('c1', 'charts', { updatedAt: 1 }));
      await charts.insert(chartRow('c2', 'charts', { updatedAt: 2 }));
      await charts.update('elsewhere', 'c1', { doc: 'stolen' });
      await charts.update('charts', 'c1', { doc: { title: 'New' }, updatedAt: 3 });
      expect((await charts.list('charts')).map(({ id }) => id)).toEqual(['c1', 'c2']);
      expect(await charts.find('charts', 'c1')).toEqual(
        chartRow('c1', 'charts', { doc: { title: 'New' }, updatedAt: 3 }),
      );
      expect(await charts.find('elsewhere', 'c1')).toBeNull();
      await charts.update('charts', 'c2', { deletedAt: 5 });
      expect((await charts.list('charts')).map(({ id }) => id)).toEqual(['c1']);
      await charts.purge(6);
      expect(await charts.find('charts', 'c2')).toBeNull();
      expect(await charts.list('elsewhere')).toEqual([]);
    });
  });

  describe('annotations', () => {
    it('are those that touch a stretch of time, of the workspace and of one dashboard, oldest first', async () => {
      const { annotations, dashboards, workspaces } = get();
      for (const id of ['notes', 'notes-2']) await workspaces.insert(workspace(id));
      for (const id of ['n1', 'n2']) await dashboards.insert(dashboardRow(id, 'notes'));
      const rows = [
        annotation('before', 'notes', { at: 99 }),
        annotation('start', 'notes', { at: 100, tags: ['deploy', 'käse'] }),
        annotation('long', 'notes', { at: 50, until: 120 }),
        annotation('ended', 'notes', { at: 50, until: 99 }),
        annotation('own', 'notes', { at: 150, dashboardId: 'n1' }),
        annotation('other', 'notes', { at: 150, dashboardId: 'n2' }),
        annotation('end', 'notes', { at: 200 }),
        annotation('after', 'notes', { at: 201 }),
        annotation('foreign', 'notes-2', { at: 150 }),
      ];
      for (const row of rows) await annotations.insert(row);
      const ids = async (dashboardId: string | null, limit = 10) =>
        (await annotations.list('notes', { from: 100, to: 200, dashboardId, limit })).map(({ id }) => id);
      expect(await ids(null)).toEqual(['long', 'start', 'end']);
      expect(await ids('n1')).toEqual(['long', 'start', 'own', 'end']);
      expect(await ids('n1', 2)).toEqual(['own', 'end']);
      expect(await annotations.find('notes', 'start')).toEqual(rows[1]);
      expect(await annotations.find('notes-2', 'start')).toBeNull();
    });
    it('are changed and removed in their own workspace only', async () => {
      const { annotations, workspaces } = get();
      await workspaces.insert(workspace('changed'));
      await annotations.insert(annotation('x1', 'changed'));
      const { id: _, workspaceId: __, ...change } = annotation('x1', 'changed', { text: 'New', until: 300 });
      await annotations.update('elsewhere', 'x1', { ...change, text: 'stolen' });
      await annotations.update('changed', 'x1', change);
      expect(await annotations.find('changed', 'x1')).toEqual({ id: 'x1', workspaceId: 'changed', ...change });
      expect(await annotations.remove('elsewhere', 'x1')).toBe(false);
      expect(await annotations.remove('changed', 'x1')).toBe(true);
      expect(await annotations.remove('changed', 'x1')).toBe(false);
    });
  });

  describe('snippets', () => {
    it('are listed by name, changed and removed in their own workspace only', async () => {
      const { snippets, workspaces } = get();
      await workspaces.insert(workspace('snippets'));
      for (const id of ['beta', 'Alpha', 'gamma']) await snippets.insert(snippet(id, 'snippets'));
      expect((await snippets.list('snippets')).map(({ name }) => name)).toEqual(['Alpha', 'beta', 'gamma']);
      await snippets.update('elsewhere', 'beta', { name: 'stolen', sql: '', updatedAt: 1 });
      await snippets.update('snippets', 'beta', { name: 'zeta', sql: 'select 2', updatedAt: 9 });
      expect(await snippets.find('snippets', 'beta')).toEqual(
        snippet('beta', 'snippets', { name: 'zeta', sql: 'select 2', updatedAt: 9 }),
      );
      expect(await snippets.find('elsewhere', 'beta')).toBeNull();
      expect(await snippets.remove('elsewhere', 'beta')).toBe(false);
      expect(await snippets.remove('snippets', 'beta')).toBe(true);
      expect(await snippets.list('elsewhere')).toEqual([]);
    });
  });

  describe('viewed questions', () => {
    it('are kept with the newest time, listed from the last viewed on, and end with their workspace', async () => {
      const { viewedQuestions, workspaces } = get();
      await workspaces.insert(workspace('viewed'));
      const row = (key: string, viewedAt: number) => ({ workspaceId: 'viewed', key, spec: { key }, viewedAt });
      await viewedQuestions.put([row('a', 9_000), row('b', 8_000), row('c', 5_000)]);
      await viewedQuestions.put([row('b', 9_500), row('a', 3_000)]);
      await viewedQuestions.put([]);
      expect(await viewedQuestions.list({ since: 6_000, limit: 10 })).toEqual([row('b', 9_500), row('a', 9_000)]);
      expect(await viewedQuestions.list({ since: 0, limit: 1 })).toEqual([row('b', 9_500)]);
      expect(await viewedQuestions.purge(9_000)).toBe(1);
      await workspaces.remove('viewed');
      expect(await viewedQuestions.list({ since: 0, limit: 10 })).toEqual([]);
    });
  });

  it('dashboards, charts, annotations and snippets go with their workspace', async () => {
    const store = get();
    await store.workspaces.insert(workspace('whole'));
    await store.dashboards.insert(dashboardRow('w1', 'whole'));
    await store.charts.insert(chartRow('w2', 'whole'));
    await store.annotations.insert(annotation('w3', 'whole', { dashboardId: 'w1' }));
    await store.snippets.insert(snippet('w4', 'whole'));
    await store.workspaces.remove('whole');
    expect(await store.dashboards.find('whole', 'w1')).toBeNull();
    expect(await store.dashboards.listVersions('whole', 'w1')).toEqual([]);
    expect(await store.charts.find('whole', 'w2')).toBeNull();
    expect(await store.annotations.find('whole', 'w3')).toBeNull();
    expect(await store.snippets.find('whole', 'w4')).toBeNull();
  });
}
