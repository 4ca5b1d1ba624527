import type { Context } from '@/lib/context';
import type { Engine } from '@/lib/engine/engine';
import type { Actor, Role } from '@/lib/model/actor';
import type { QuerySpecInput } from '@/lib/model/query-spec';
import { deletePerson } from '@/lib/people/delete-person';
import { exportPerson } from '@/lib/people/export-person';
import { findPerson } from '@/lib/people/find-person';
import { listDeletions } from '@/lib/people/list-deletions';
import { runDeletion } from '@/lib/people/run-deletion';
import { runQuery } from '@/lib/query/run-query';
import { makeSummaries } from '@/lib/query/summaries/make-summaries';
import type { Store } from '@/lib/store/store';
import { startQueryWorld, type QueryWorld } from '../build/query-world';
import { openTestStore } from '../build/store';
import { workspace } from '../store/contract';

jest.setTimeout(120_000);
const now = Date.UTC(2026, 4, 20, 12);
const hour = 3_600_000;
const day = 24 * hour;
const ann = 'ann@example.com';

let world: QueryWorld;
let store: Store;
let closeStore: () => Promise<void>;
beforeAll(async () => {
  ({ store, close: closeStore } = await openTestStore());
  world = await startQueryWorld(now);
  for (const id of ['w1', 'w2', 'w3', 'w4', 'w5']) await store.workspaces.insert(workspace(id));
});
afterAll(async () => {
  await world.stop();
  await closeStore();
});

let ids = 0;
const noSpool = { sync: () => Promise.resolve(null), whenCommitted: () => Promise.resolve() };
function ctxOf(workspaceId: string, role: Role = 'admin', more: object = {}): Context {
  const actor: Actor = { kind: 'user', userId: 'u', email: 'u@example.com', workspaceId, role };
  return { ...world.ctx, store, actor, spool: noSpool, newId: () => `id-${(ids += 1)}`, ...more } as unknown as Context;
}
const signal = new AbortController().signal;
const calmly = { hold: <T>(work: () => Promise<T>) => work(), signal };

/** Five days with a person, another one and nobody on each, and a day that the person was not there. */
const history = (workspaceId: string, days = [0, 1, 2, 30, 31]) =>
  days.flatMap((back) =>
    [ann, 'bob', ''].flatMap((userId, n) =>
      ['view', 'order'].map((name) => ({
        ...{ workspace: workspaceId, name, user_id: userId, session_id: userId === '' ? '' : `s-${userId}-${back}` },
        ...{ timestamp: now - back * day - (n + 1) * 7 * 60_000, value: 10 * (n + 1) + back },
      })),
    ),
  );
const elsewhere = (workspaceId: string) => ({
  workspace: workspaceId,
  name: 'view',
  user_id: 'bob',
  timestamp: now - 5 * day,
});

async function pending(ctx: Context) {
  const found = await store.personDeletions.findByUser(ctx.actor.workspaceId, ann);
  if (found?.userId == null) throw new Error('nothing is to be deleted');
  return { ...found, userId: found.userId };
}
const asked = async (ctx: Context) => {
  await deletePerson(ctx, { userId: ann, confirm: ann });
  return pending(ctx);
};

type Sums = Record<string, unknown>[];
const sums = `sum(events) AS n, uniqMerge(users) AS users, sum(value_sum) AS sum, min(value_min) AS least, max(value_max) AS most,
  arrayMap(q -> round(q, 6), quantilesDDMerge(0.01, 0.5, 0.75, 0.9, 0.95, 0.99)(value_quantiles)) AS quantiles, argMaxMerge(value_last) AS last`;
const raw = `count() AS n, uniqIf(user_hash, user_hash != 0) AS users, sum(ifNull(value, 0)) AS sum, min(value) AS least, max(value) AS most,
  arrayMap(q -> round(q, 6), quantilesDD(0.01, 0.5, 0.75, 0.9, 0.95, 0.99)(value)) AS quantiles, argMax(value, (timestamp, ifNull(value, 0))) AS last`;

/** What a rollup and the events say about each day: the same, or something is wrong with the rollup. */
async function bothOf(table: string, workspaceId: string): Promise<[Sums, Sums]> {
  const ask = async (columns: string, from: string, time: string) => {
    const sql = `SELECT toString(toDate(${time})) AS day, ${columns} FROM ${from} WHERE workspace = {w:String} GROUP BY day ORDER BY day`;
    return (await world.engine.query({ sql, params: { w: workspaceId } })).rows;
  };
  return [await ask(sums, table, 'minute'), await ask(raw, 'events', 'timestamp')];
}
const rollups = ['events_1m', 'events_15m', 'events_15m_all', 'events_1d_all'];
async function expectExact(workspaceId: string): Promise<void> {
  for (const table of rollups) {
    const [rolled, events] = await bothOf(table, workspaceId);
    expect([table, rolled]).toEqual([table, events]);
  }
}

const daily: QuerySpecInput = {
  kind: 'trend',
  measures: [{ agg: 'users' }, { agg: 'count' }],
  grain: '1d',
  range: { last: '40d' },
};
const byUser: QuerySpecInput = {
  kind: 'breakdown',
  measures: [{ agg: 'count' }],
  by: ['user'],
  range: { last: '40d' },
};
const answers = async (ctx: Context) => {
  const asUser = { ...ctx, actor: { ...ctx.actor, role: 'viewer' } } as Context;
  const found = [];
  for (const spec of [daily, byUser]) found.push((await runQuery(asUser, { spec })).data);
  return JSON.stringify(found);
};
const usersIn = (text: string): number => {
  const [trend] = JSON.parse(text) as [{ series: { values: (number | null)[] }[] }];
  return trend.series[0]?.values.reduce<number>((sum, value) => sum + (value ?? 0), 0) ?? -1;
};
const tables = async () => {
  const sql = `SELECT name FROM system.tables WHERE database = 'sightglass' AND name LIKE '%stage%'`;
  return (await world.engine.query({ sql })).rows;
};
async function exported(ctx: Context, userId: string): Promise<Record<string, unknown>[]> {
  const pieces: Buffer[] = [];
  for await (const piece of await exportPerson(ctx, { userId })) pieces.push(piece);
  const text = Buffer.concat(pieces).toString('utf8').trim();
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('a person', () => {
  beforeAll(async () => world.insert([...history('w1'), elsewhere('w1'), ...history('w2')]));

  it('is found by their id, in one workspace, by admins', async () => {
    const { person, deletion } = await findPerson(ctxOf('w1'), { userId: ann });
    expect(person).toMatchObject({
      events: 10,
      sessions: 5,
      firstSeenAt: now - 31 * day - 420_000,
      lastSeenAt: now - 420_000,
    });
    expect([person.names, deletion]).toEqual([
      [
        { name: 'order', events: 5 },
        { name: 'view', events: 5 },
      ],
      null,
    ]);
    expect((await findPerson(ctxOf('w1'), { userId: 'ANN@example.com' })).person.events).toBe(0);
    await expect(findPerson(ctxOf('w1', 'editor'), { userId: ann })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(findPerson(ctxOf('w1'), { userId: '' })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('is handed over whole, oldest first, in the form in which events are sent', async () => {
    const rows = await exported(ctxOf('w1'), ann);
    expect(rows).toHaveLength(10);
    expect(rows[0]).toMatchObject({
      userId: ann,
      timestamp: new Date(now - 31 * day - 420_000).toISOString(),
      value: 41,
    });
    expect(await exported(ctxOf('w1'), 'nobody')).toEqual([]);
    expect(JSON.stringify(await store.audit.list('w1', 10))).not.toContain(ann);
  });

  it('is not deleted by a slip, nor by an editor', async () => {
    const slip = deletePerson(ctxOf('w1'), { userId: ann, confirm: 'ann' });
    await expect(slip).rejects.toMatchObject({ code: 'invalid_input', fields: [{ path: 'confirm' }] });
    const editor = deletePerson(ctxOf('w1', 'editor'), { userId: ann, confirm: ann });
    await expect(editor).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is gone from events, sums, kept answers and refused events, and nobody else is', async () => {
    const ctx = ctxOf('w1');
    const before = await answers(ctx);
    expect([usersIn(before), before.includes(ann)]).toEqual([11, true]);
    await world.engine.insert({
      table: 'rejected_events',
      rows: Buffer.from(
        [`{"userId":"${ann}"}`, '{"userId":"bob"}']
          .map((sample) =>
            JSON.stringify({
              workspace: 'w1',
              // Kept for seven days by the engine's own clock.
              received_at: Date.now(),
              source: 's',
              event_name: '',
              event_id: '',
              reason: 'r',
              sample,
            }),
          )
          .join('\n'),
      ),
      token: 'refused',
    });
    const other = await bothOf('events_1m', 'w2');
    // An event that was accepted and lies in the spool is there before anything is deleted.
    const late = { workspace: 'w1', name: 'late', user_id: ann, timestamp: now - hour };
    const spool = { sync: () => Promise.resolve(null), whenCommitted: () => world.insert([late]) };
    await runDeletion({ ...ctx, spool } as unknown as Context, await asked(ctx), calmly);

    expect((await findPerson(ctx, { userId: ann })).person.events).toBe(0);
    const after = await answers(ctx);
    expect([usersIn(after), after.includes(ann)]).toEqual([6, false]);
    await expectExact('w1');
    expect(await bothOf('events_1m', 'w2')).toEqual(other);
    const { rows } = await world.engine.query({ sql: `SELECT sample FROM rejected_events WHERE workspace = 'w1'` });
    expect(rows).toEqual([{ sample: '{"userId":"bob"}' }]);
    expect(await tables()).toEqual([]);
    expect(await listDeletions(ctx)).toMatchObject([{ state: 'done', events: 11, fault: null }]);
    const kept = [await store.audit.list('w1', 20), await store.personDeletions.list('w1', 20)];
    expect(JSON.stringify(kept)).not.toContain(ann);
  });

  it('lies on the disk no more', async () => {
    const sql = `SELECT count() AS n FROM events WHERE user_id = {id:String} SETTINGS apply_deleted_mask = 0`;
    const count = (await world.engine.query<{ n: number }>({ sql: `${sql}`, params: { id: ann } })).rows[0];
    // Those of the other workspace.
    expect(Number(count?.n)).toBe(10);
  });
});

describe('a deletion', () => {
  it('takes the summaries of its days with it, which are made anew of what remains', async () => {
    const ctx = ctxOf('w5');
    await world.insert([...history('w5'), elsewhere('w5')]);
    const property = 'properties.plan';
    const summarise = () =>
      makeSummaries(
        ctx,
        { workspaceId: 'w5', keys: [property], signal },
        { leastEvents: 1, againMs: 3_600_000, share: 1 },
      );
    const measures = [{ agg: 'users' as const }];
    const usersByPlan = async () => {
      const spec = { kind: 'breakdown' as const, measures, by: [property], range: { last: '40d' } };
      const { data, meta } = await runQuery(ctx, { spec, skipCache: true });
      return [meta.source, (data as unknown as { rows: { values: number[] }[] }).rows[0]?.values[0]];
    };
    const rows = async () => {
      const sql = `SELECT DISTINCT toFloat64(toUnixTimestamp(minute)) * 1000 AS day FROM events_1d_by WHERE workspace = 'w5'`;
      return (await world.engine.query<{ day: number }>({ sql })).rows.length;
    };
    // Today is not over.
    expect(await summarise()).toMatchObject({ made: 5 });
    expect([await rows(), await usersByPlan()]).toEqual([5, ['summaries', 2]]);
    await runDeletion(ctx, await asked(ctx), calmly);
    expect([await rows(), await usersByPlan()]).toEqual([1, ['summaries', 1]]);
    expect(await summarise()).toMatchObject({ made: 4 });
    expect([await rows(), await usersByPlan()]).toEqual([5, ['summaries', 1]]);
  });

  it('goes on where it was stopped, and counts each event once', async () => {
    const ctx = ctxOf('w3');
    await world.insert([...history('w3', [0, 1]), elsewhere('w3')]);
    const broken = { ...calmly, hold: () => Promise.reject(new Error('the portal stops')) };
    await expect(runDeletion(ctx, await asked(ctx), broken)).rejects.toThrow('the portal stops');
    expect(await listDeletions(ctx)).toMatchObject([{ state: 'working' }]);
    expect(await deletePerson(ctx, { userId: ann, confirm: ann })).toMatchObject({ state: 'working' });
    await runDeletion(ctx, await pending(ctx), calmly);
    await expectExact('w3');
    expect(await listDeletions(ctx)).toMatchObject([{ state: 'done', events: 4 }]);
  });

  it('is exact although others insert into the same days meanwhile', async () => {
    await world.insert(history('w4', [0, 1]));
    let isDisturbed = false;
    const engine: Engine = {
      ...world.engine,
      async command(query) {
        if (!isDisturbed && query.sql.includes('ATTACH PARTITION')) {
          isDisturbed = true;
          await world.insert([
            { workspace: 'w4', name: 'view', user_id: 'eve', timestamp: now - 10 * 60_000, value: 7 },
          ]);
        }
        return world.engine.command(query);
      },
    };
    const ctx = ctxOf('w4', 'admin', { engine });
    await runDeletion(ctx, await asked(ctx), calmly);
    expect(isDisturbed).toBe(true);
    await expectExact('w4');
    expect((await findPerson(ctx, { userId: 'eve' })).person.events).toBe(1);
  });
});
