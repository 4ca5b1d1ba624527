import type { Context } from '@/lib/context';
import { applyFolder } from '@/lib/provision/apply-folder';
import { seedSample } from '@/lib/dashboards/board/seed-sample';
import { addDashboardPanel } from '@/lib/dashboards/verbs/add-dashboard-panel';
import { createDashboard } from '@/lib/dashboards/verbs/create-dashboard';
import { getDashboard } from '@/lib/dashboards/verbs/get-dashboard';
import { listDashboards } from '@/lib/dashboards/verbs/list-dashboards';
import { saveDashboard } from '@/lib/dashboards/verbs/save-dashboard';
import { openStore } from '@/lib/store/open';
import type { Store } from '@/lib/store/store';
import { createLogger } from '@/lib/telemetry/logger';
import { contextOf, servicesOn } from '../auth/world';
import { findPostgres, startPostgres, type PostgresServer } from '../build/postgres-server';
import { workspace } from '../store/contract';
import { chart, doc, user } from './world';

const bin = findPostgres();

/** The embedded store does one transaction after the other; only a server shows what happens between them. */
if (bin === null)
  describe.skip('replicas on one PostgreSQL (skipped: no initdb and postgres of version 15 or newer found)', () =>
    it.todo('needs a PostgreSQL server binary'));
else describeReplicas(bin);

function describeReplicas(folder: string): void {
  let server: PostgresServer;
  let stores: Store[] = [];
  let replicas: Context[] = [];

  beforeAll(async () => {
    server = await startPostgres(folder);
    const url = await server.createDatabase('dashboards');
    const log = createLogger('silent');
    for (let n = 0; n < 3; n += 1) stores.push(await openStore({ mode: 'postgres', url }, { log }));
    await stores[0]?.workspaces.insert(workspace('w'));
    await stores[0]?.workspaces.insert(workspace('sample', { kind: 'sample' }));
    replicas = stores.map((store) => contextOf(servicesOn(store), user('editor')) as unknown as Context);
  }, 60_000);
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    stores = [];
    await server.remove();
  });
  const one = (n = 0): Context => {
    const ctx = replicas[n % replicas.length];
    if (!ctx) throw new Error('there is no replica');
    return ctx;
  };

  describe('replicas on one PostgreSQL', () => {
    it('let one of many saves of the same version through and tell the others who it was', async () => {
      const { id } = await createDashboard(one(), { doc: doc('Race') });
      const saves = Array.from({ length: 12 }, (_, n) => saveDashboard(one(n), { id, doc: doc(`${n}`), version: 1 }));
      const ends = await Promise.allSettled(saves);
      const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as Error] : []));
      expect(reasons).toHaveLength(11);
      for (const reason of reasons) expect(reason.message).toContain('ada@example.com saved version 2');
    });

    it('lose no panel when many are added at once', async () => {
      const { id } = await createDashboard(one(), { doc: doc('Many', []) });
      await Promise.all(Array.from({ length: 12 }, (_, n) => addDashboardPanel(one(n), { id, panel: chart })));
      expect(await getDashboard(one(), { id })).toMatchObject({ version: 13, doc: { panels: { length: 12 } } });
    });

    it('apply the same folder at once, and make one dashboard per file and one version per change', async () => {
      const apply = (title: string) =>
        Promise.all(
          replicas.map(async (ctx) =>
            applyFolder(ctx, [{ file: 'a.yaml', text: `title: ${title}` }], await ctx.store.workspaces.list()),
          ),
        );
      const ours = async () => (await listDashboards(one())).filter(({ provisionedFrom }) => provisionedFrom !== null);
      await apply('First');
      await apply('First');
      expect(await ours()).toMatchObject([{ title: 'First', version: 1 }]);
      await apply('Second');
      expect(await ours()).toMatchObject([{ title: 'Second', version: 2 }]);
    });

    it('give the sample one dashboard between them', async () => {
      await Promise.all(replicas.map((ctx) => seedSample(ctx)));
      const [ctx] = stores.map((store) => contextOf(servicesOn(store), user('viewer', { workspaceId: 'sample' })));
      expect(await listDashboards(ctx as unknown as Context)).toHaveLength(1);
    });
  });
}
