import { exportAudit } from '@/lib/audit/export-audit';
import { listAudit, listAuditFacets } from '@/lib/audit/list-audit';
import type { Actor } from '@/lib/model/actor';
import type { AuditFilter, AuditView } from '@/lib/model/audit';
import type { Store } from '@/lib/store/store';
import { contextOf, servicesOn } from '../auth/world';
import { openTestStore } from '../build/store';
import { apiKey, auditEntry, user, workspace } from '../store/contract';

let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await openTestStore());
  for (const id of ['w', 'other']) await store.workspaces.insert(workspace(id));
  await store.users.insert(user('ada'));
  await store.apiKeys.insert(apiKey('k1', 'w', { name: 'deploy' }));
  for (let n = 0; n < 1_200; n += 1)
    await store.audit.insert(
      auditEntry(`e${String(n).padStart(4, '0')}`, 'w', {
        // Several at one moment, as a transaction writes them.
        at: 1_000 + Math.floor(n / 3),
        actorId: n % 2 === 0 ? 'ada' : 'gone',
        action: n % 5 === 0 ? 'chart.update' : 'rule.save',
        target: `rule:${n}`,
        before: { title: `100%_${n}` },
        after: null,
      }),
    );
  await store.audit.insert(auditEntry('of-key', 'w', { actor: 'key', actorId: 'k1', action: 'chart.create', at: 1 }));
  await store.audit.insert(auditEntry('foreign', 'other', { at: 99_999 }));
}, 60_000);
afterAll(() => close());

const admin: Actor = { kind: 'user', userId: 'ada', email: 'ada@example.com', workspaceId: 'w', role: 'admin' };
const ctx = () => contextOf(servicesOn(store), admin);
const first = async (filter: AuditFilter, limit = 500) => (await listAudit(ctx(), { ...filter, limit })).entries;
const collected = async (format: 'csv' | 'ndjson', filter: AuditFilter = {}) => {
  const pieces: string[] = [];
  for await (const piece of exportAudit(ctx(), { format, filter })) pieces.push(piece);
  return pieces;
};

it('is for admins', async () => {
  const editor = contextOf(servicesOn(store), { ...admin, role: 'editor' });
  await expect(listAudit(editor, { limit: 1 })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(exportAudit(editor, { format: 'csv', filter: {} }).next()).rejects.toMatchObject({ code: 'forbidden' });
});

it('pages through every entry once, newest first, also where many are of one moment', async () => {
  const seen: AuditView[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAudit(ctx(), { cursor, limit: 100 });
    seen.push(...page.entries);
    cursor = page.cursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toHaveLength(1_201);
  expect(new Set(seen.map(({ id }) => id)).size).toBe(1_201);
  expect(seen.map(({ at }) => at)).toEqual(seen.map(({ at }) => at).sort((a, b) => b - a));
  await expect(listAudit(ctx(), { cursor: 'nonsense', limit: 1 })).rejects.toMatchObject({ code: 'invalid_input' });
});

it.each<[string, AuditFilter, number]>([
  ['who', { actorId: 'k1' }, 1],
  ['what', { action: 'chart.' }, 241],
  ['to what', { target: 'RULE:77' }, 11],
  ['since and until', { from: 1_010, to: 1_011 }, 6],
  ['any text, where % and _ mean themselves', { text: '100%_7' }, 111],
  ['any text in other letters', { text: 'CHART.CREATE' }, 1],
  ['nothing that is there', { text: '%%' }, 0],
  ['all together', { actorId: 'ada', action: 'rule.save', from: 1_000, to: 1_000 }, 1],
])('is narrowed by %s', async (_, filter, expected) => {
  expect(await first(filter)).toHaveLength(expected);
});

it('names people by their email, keys by their name, and who is gone by their id', async () => {
  expect((await first({ actorId: 'k1' }))[0]).toMatchObject({ actor: 'key', actorName: 'deploy' });
  const { actors, actions } = await listAuditFacets(ctx());
  expect(actors.map(({ name }) => name).sort()).toEqual(['ada@example.com', 'deploy', 'gone']);
  expect(actions).toEqual(['chart.create', 'chart.update', 'rule.save']);
});

it('is exported whole in pieces, with no formula in the CSV', async () => {
  await store.audit.insert(
    auditEntry('formula', 'w', {
      actorId: '=HYPERLINK("x")',
      action: '@sum',
      target: '+1, "quoted"',
      at: 5,
      before: null,
      after: { a: 1 },
    }),
  );
  const csv = await collected('csv');
  expect(csv.length).toBeGreaterThan(2);
  const lines = csv.join('').trimEnd().split('\r\n');
  expect([lines.length, lines[0]]).toEqual([1_203, 'time,actor_kind,actor_id,actor,action,target,before,after']);
  expect(lines.find((line) => line.includes('HYPERLINK'))).toBe(
    `1970-01-01T00:00:00.005Z,user,"'=HYPERLINK(""x"")","'=HYPERLINK(""x"")",'@sum,"'+1, ""quoted""",,"{""a"":1}"`,
  );
  const rows = (await collected('ndjson', { action: 'chart.update' })).join('').trimEnd().split('\n');
  expect(rows).toHaveLength(240);
  expect(JSON.parse(rows[0] ?? '')).toMatchObject({ action: 'chart.update', before: { title: '100%_1195' } });
});
