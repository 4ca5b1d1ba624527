import type { Context, Services } from '@/lib/context';
import { recordAlerts, type AlertStep } from '@/lib/incidents/record-alerts';
import { acknowledgeIncident } from '@/lib/incidents/verbs/acknowledge-incident';
import { mergeIncident } from '@/lib/incidents/verbs/merge-incident';
import { openStore } from '@/lib/store/open';
import type { Store } from '@/lib/store/store';
import { createLogger } from '@/lib/telemetry/logger';
import { contextOf, moving, servicesOn } from '../auth/world';
import { findPostgres, startPostgres, type PostgresServer } from '../build/postgres-server';
import { user, workspace } from '../store/contract';
import { person } from './world';

const bin = findPostgres();
const describePortals = bin === null ? describe.skip : describe;

describePortals('two portals on one PostgreSQL (skipped without initdb and postgres)', () => {
  let server: PostgresServer;
  let stores: [Store, Store];
  const clock = moving();
  const on = (store: Store) => servicesOn(store, clock) as unknown as Services;

  beforeAll(async () => {
    server = await startPostgres(bin ?? '');
    const url = await server.createDatabase('incidents');
    const open = () => openStore({ mode: 'postgres', url }, { log: createLogger('silent') });
    stores = [await open(), await open()];
    await stores[0].workspaces.insert(workspace('w'));
    for (const id of ['ada', 'bob']) await stores[0].users.insert(user(id));
  }, 120_000);
  afterAll(async () => {
    for (const store of stores) await store.close();
    await server.remove();
  });

  const fired = (id: string, service: string, region: string): AlertStep => ({
    kind: 'fired',
    alert: {
      ...{ id, workspaceId: 'w', ruleId: 'r', seriesKey: id, fingerprint: id, annotations: {}, severity: 'warning' },
      labels: { alertname: 'Slow', service, region },
      ...{ startsAt: clock.now(), expiresAt: null, generatorUrl: null, value: 1, because: 'slow' },
    },
    ...{ everyMs: 0, needsCorroboration: false, lastIncidentId: null },
  });
  const record = (store: Store, ...steps: AlertStep[]) =>
    store.transaction((tx) => recordAlerts(tx, on(store), { workspaceId: 'w', at: clock.now(), steps }));

  it('give every incident one number and every alert one incident, whatever they do at the same time', async () => {
    const [a, b] = stores;
    await Promise.all(
      Array.from({ length: 24 }, (_, n) => record(n % 2 === 0 ? a : b, fired(`a${n}`, `s${n % 3}`, `${n % 4}`))),
    );
    const incidents = await a.incidents.list('w', { limit: 100 });
    expect(incidents.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4]);
    expect(incidents.map(({ firing }) => firing)).toEqual([6, 6, 6, 6]);
  });

  it('do not wait for each other for ever when people and alerts meet', async () => {
    const [a, b] = stores;
    const [first, second] = await a.incidents.list('w', { limit: 2 });
    const [from, into] = [first?.id ?? '', second?.id ?? ''];
    const as = (store: Store, id: string) => contextOf(on(store), person('editor', id)) as unknown as Context;
    const [, , , , ...ends] = await Promise.all([
      acknowledgeIncident(as(a, 'ada'), { id: into }),
      acknowledgeIncident(as(b, 'bob'), { id: into }),
      mergeIncident(as(a, 'ada'), { id: from, input: { into } }),
      record(b, fired('late', 's0', '0')),
      ...Array.from({ length: 12 }, (_, n) =>
        record(n % 2 === 0 ? a : b, { kind: 'resolved', alertId: `a${n}`, value: 0, because: 'fast' }),
      ),
    ]);
    expect(ends).toHaveLength(12);
    expect((await b.timeline.list('w', into, 100)).filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
    expect(await b.incidents.find('w', from)).toMatchObject({ status: 'merged', alerts: 0 });
    expect(await b.alerts.list('w', { isOpen: true, limit: 100 })).toHaveLength(13);
  });
});
