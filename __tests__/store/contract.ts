import type { ImportJob } from '@/lib/model/import-job';
import type { Workspace } from '@/lib/model/workspace';
import type { ApiKey, AuditEntry, Store, User } from '@/lib/store/store';
import { describeAccounts } from './account-contract';
import { describeAlerts } from './alert-contract';
import { describeBoards } from './board-contract';
import { describeClock } from './clock-contract';

export const workspace = (id: string, change: Partial<Workspace> = {}): Workspace => ({
  id,
  slug: id,
  name: `Workspace ${id}`,
  kind: 'main',
  timezone: 'Europe/Berlin',
  retentionDays: 90,
  createdAt: 1_763_900_000_000,
  ...change,
});
export const user = (id: string, change: Partial<User> = {}): User => ({
  id,
  email: `${id}@example.com`,
  name: id,
  passwordHash: 'hash',
  createdAt: 1_763_900_000_000,
  lastSignInAt: null,
  ...change,
});
export const apiKey = (id: string, workspaceId: string, change: Partial<ApiKey> = {}): ApiKey => ({
  id,
  workspaceId,
  name: `Key ${id}`,
  hash: `hash-of-${id}`,
  prefix: 'sgw_abcd',
  scopes: ['ingest'],
  role: null,
  serviceAccountId: null,
  createdAt: 1_763_900_000_000,
  expiresAt: null,
  lastUsedAt: null,
  revokedAt: null,
  ...change,
});
export const importJob = (id: string, workspaceId: string, change: Partial<ImportJob> = {}): ImportJob => ({
  id,
  workspaceId,
  fileName: 'events.csv',
  fileBytes: 9_007_199_254_740_991,
  state: 'running',
  mapping: null,
  position: 0,
  positionTotal: 10,
  rowsLoaded: 0,
  rowsBad: 0,
  badRows: [],
  error: null,
  createdAt: 1_763_900_000_000,
  updatedAt: 1_763_900_000_000,
  ...change,
});
export const auditEntry = (id: string, workspaceId: string, change: Partial<AuditEntry> = {}): AuditEntry => ({
  id,
  workspaceId,
  actor: 'user',
  actorId: 'u',
  action: 'thing.change',
  target: 'thing:1',
  before: null,
  after: null,
  at: 1_763_900_000_000,
  ...change,
});

/** What every store must do; run on each database. `open` gives an empty one. */
export function describeStore(name: string, open: () => Promise<{ store: Store; close: () => Promise<void> }>): void {
  describe(name, () => {
    let store: Store;
    let close: () => Promise<void>;
    beforeAll(async () => {
      ({ store, close } = await open());
    }, 60_000);
    afterAll(() => close());

    describe('users', () => {
      it('finds a user by id and, whatever the case, by email', async () => {
        await store.users.insert(user('ada', { email: 'Ada@Example.com' }));
        expect(await store.users.find('ada')).toEqual(user('ada', { email: 'Ada@Example.com' }));
        expect((await store.users.findByEmail('aDA@example.COM'))?.id).toBe('ada');
        expect(await store.users.findByEmail('ada@example.co')).toBeNull();
        expect(await store.users.find('nobody')).toBeNull();
      });
      it('refuses a second user with the same email in another case', async () => {
        const before = await store.users.count();
        await store.users.insert(user('bob'));
        await expect(store.users.insert(user('bob2', { email: 'BOB@EXAMPLE.COM' }))).rejects.toMatchObject({
          code: 'conflict',
          status: 409,
        });
        expect(await store.users.count()).toBe(before + 1);
      });
      it('remembers the last sign-in to the millisecond', async () => {
        await store.users.insert(user('cleo'));
        await store.users.recordSignIn('cleo', 1_763_912_345_678);
        expect((await store.users.find('cleo'))?.lastSignInAt).toBe(1_763_912_345_678);
      });
      it('takes hostile text as text', async () => {
        const name = `'); drop table users; -- ${'ü€😀'}`;
        await store.users.insert(user('drop', { name }));
        expect((await store.users.find('drop'))?.name).toBe(name);
      });
      it('answers text with a NUL, which PostgreSQL cannot hold, as invalid input', async () => {
        await expect(store.users.insert(user('nul', { name: 'a\0b' }))).rejects.toMatchObject({
          code: 'invalid_input',
        });
      });
    });

    describe('workspaces', () => {
      it('finds by id and slug and lists the oldest first', async () => {
        await store.workspaces.insert(workspace('young', { createdAt: 2_000 }));
        await store.workspaces.insert(workspace('old', { createdAt: 1_000, kind: 'system' }));
        expect(await store.workspaces.find('old')).toEqual(workspace('old', { createdAt: 1_000, kind: 'system' }));
        expect((await store.workspaces.findBySlug('young'))?.id).toBe('young');
        expect(await store.workspaces.findBySlug('none')).toBeNull();
        const ids = (await store.workspaces.list()).map(({ id }) => id);
        expect(ids.indexOf('old')).toBeLessThan(ids.indexOf('young'));
      });
      it('refuses a slug that is taken', async () => {
        await store.workspaces.insert(workspace('taken'));
        await expect(store.workspaces.insert(workspace('other', { slug: 'taken' }))).rejects.toMatchObject({
          code: 'conflict',
        });
      });
      it('lists the workspaces of a user with the role in each', async () => {
        await store.users.insert(user('member'));
        await store.workspaces.insert(workspace('m2', { createdAt: 20 }));
        await store.workspaces.insert(workspace('m1', { createdAt: 10 }));
        await store.workspaces.addMember('m2', 'member', 'viewer');
        await store.workspaces.addMember('m1', 'member', 'owner');
        expect(await store.workspaces.listOfUser('member')).toEqual([
          { workspace: workspace('m1', { createdAt: 10 }), role: 'owner' },
          { workspace: workspace('m2', { createdAt: 20 }), role: 'viewer' },
        ]);
        expect(await store.workspaces.listOfUser('stranger')).toEqual([]);
      });
      it('refuses a second membership and a member or workspace that does not exist', async () => {
        await store.users.insert(user('twice'));
        await store.workspaces.insert(workspace('club'));
        await store.workspaces.addMember('club', 'twice', 'editor');
        await expect(store.workspaces.addMember('club', 'twice', 'owner')).rejects.toMatchObject({ code: 'conflict' });
        await expect(store.workspaces.addMember('club', 'ghost', 'viewer')).rejects.toMatchObject({ code: 'conflict' });
        await expect(store.workspaces.addMember('nowhere', 'twice', 'viewer')).rejects.toMatchObject({
          code: 'conflict',
        });
      });
      it('removes everything of a workspace but its audit log', async () => {
        await store.users.insert(user('leaver'));
        await store.workspaces.insert(workspace('gone'));
        await store.workspaces.addMember('gone', 'leaver', 'owner');
        await store.apiKeys.insert(apiKey('gone-key', 'gone'));
        await store.imports.insert(importJob('gone-import', 'gone'));
        await store.settings.set('gone', 'speed', 2);
        await store.audit.insert(auditEntry('gone-audit', 'gone'));
        await store.workspaces.remove('gone');
        expect(await store.workspaces.find('gone')).toBeNull();
        expect(await store.workspaces.listOfUser('leaver')).toEqual([]);
        expect(await store.apiKeys.findByHash('hash-of-gone-key')).toBeNull();
        expect(await store.imports.find('gone', 'gone-import')).toBeNull();
        expect(await store.settings.get('gone', 'speed')).toBeNull();
        expect(await store.audit.list('gone', 10)).toHaveLength(1);
      });
    });

    describeRows(() => store);
    describeBoards(() => store);
    describeAlerts(() => store);
    describeClock(() => store);
    describeAccounts(() => store);
    describeTransactions(() => store);
  });
}

function describeRows(get: () => Store): void {
  describe('api keys', () => {
    it('finds by hash, lists by workspace, and notes use', async () => {
      const store = get();
      await store.workspaces.insert(workspace('keys'));
      await store.apiKeys.insert(apiKey('k1', 'keys', { scopes: ['query', 'manage'] }));
      await store.apiKeys.insert(apiKey('k2', 'keys', { createdAt: 1 }));
      await store.apiKeys.touch('k1', 77);
      expect(await store.apiKeys.findByHash('hash-of-k1')).toEqual({
        ...apiKey('k1', 'keys', { scopes: ['query', 'manage'], lastUsedAt: 77 }),
        accountRole: null,
      });
      expect((await store.apiKeys.list('keys')).map(({ id }) => id)).toEqual(['k2', 'k1']);
      expect(await store.apiKeys.findByHash('unknown')).toBeNull();
    });
    it('finds a key with the role of its service account, and of no other workspace’s', async () => {
      const store = get();
      for (const id of ['accounts', 'accounts-2']) await store.workspaces.insert(workspace(id));
      const account = { id: 'bot', workspaceId: 'accounts', name: 'Bot', role: 'editor', createdAt: 1 } as const;
      await store.serviceAccounts.insert(account);
      await store.apiKeys.insert(apiKey('bot-1', 'accounts', { serviceAccountId: 'bot' }));
      await store.apiKeys.insert(apiKey('bot-2', 'accounts-2', { serviceAccountId: 'bot' }));
      expect((await store.apiKeys.findByHash('hash-of-bot-1'))?.accountRole).toBe('editor');
      expect((await store.apiKeys.findByHash('hash-of-bot-2'))?.accountRole).toBeNull();
      expect(await store.apiKeys.revokeOfAccount('accounts', 'bot', 5)).toEqual(['bot-1']);
      expect(await store.serviceAccounts.remove('accounts', 'bot')).toBe(true);
      expect((await store.apiKeys.findByHash('hash-of-bot-1'))?.accountRole).toBeNull();
    });
    it('searches the log behind an entry, by any text', async () => {
      const store = get();
      for (const [n, id] of ['a', 'b', 'c'].entries())
        await store.audit.insert(auditEntry(`s-${id}`, 'log', { at: n < 2 ? 10 : 20, after: { text: `50%_${id}` } }));
      const ids = async (query: Parameters<Store['audit']['search']>[1]) =>
        (await store.audit.search('log', query)).map(({ id }) => id);
      expect(await ids({ limit: 2 })).toEqual(['s-c', 's-b']);
      expect(await ids({ limit: 2, before: { at: 10, id: 's-b' } })).toEqual(['s-a']);
      expect(await ids({ limit: 9, text: '0%_B' })).toEqual(['s-b']);
      expect(await ids({ limit: 9, text: '%b%' })).toEqual([]);
    });
    it('revokes once, and only in the workspace of the key', async () => {
      const store = get();
      await store.workspaces.insert(workspace('revoke'));
      await store.apiKeys.insert(apiKey('r1', 'revoke'));
      expect(await store.apiKeys.revoke('elsewhere', 'r1', 5)).toBe(false);
      expect(await store.apiKeys.revoke('revoke', 'r1', 6)).toBe(true);
      expect(await store.apiKeys.revoke('revoke', 'r1', 7)).toBe(false);
      expect((await store.apiKeys.findByHash('hash-of-r1'))?.revokedAt).toBe(6);
    });
    it('refuses the same hash twice and a workspace that does not exist', async () => {
      const store = get();
      await store.workspaces.insert(workspace('same'));
      await store.apiKeys.insert(apiKey('s1', 'same'));
      await expect(store.apiKeys.insert(apiKey('s2', 'same', { hash: 'hash-of-s1' }))).rejects.toMatchObject({
        code: 'conflict',
      });
      await expect(store.apiKeys.insert(apiKey('s3', 'missing'))).rejects.toMatchObject({ code: 'conflict' });
    });
  });

  describe('imports', () => {
    it('keeps a job with its mapping, its bad rows and sizes up to the largest safe integer', async () => {
      const store = get();
      await store.workspaces.insert(workspace('imports'));
      const job = importJob('i1', 'imports', {
        mapping: { format: 'csv', eventName: 'visit', columns: [{ column: 'at', to: 'timestamp' }], timezone: 'UTC' },
        badRows: [{ line: 3, reason: 'not a date', sample: '"5"' }],
      });
      await store.imports.insert(job);
      expect(await store.imports.find('imports', 'i1')).toEqual(job);
      expect(await store.imports.find('other', 'i1')).toBeNull();
    });
    it('changes only what is given, and keeps samples of broken files', async () => {
      const store = get();
      await store.workspaces.insert(workspace('broken'));
      await store.imports.insert(importJob('b1', 'broken'));
      await store.imports.update('b1', {
        position: 5,
        badRows: [{ line: 1, reason: 'binary', sample: 'a\0b\ud800c' }],
      });
      await store.imports.update('b1', {});
      expect(await store.imports.find('broken', 'b1')).toEqual(
        importJob('b1', 'broken', { position: 5, badRows: [{ line: 1, reason: 'binary', sample: 'a\ufffdb\ufffdc' }] }),
      );
    });
    it('lists the newest first to a limit, and the running ones of all workspaces', async () => {
      const store = get();
      await store.workspaces.insert(workspace('list'));
      for (const n of [1, 2, 3])
        await store.imports.insert(importJob(`l${n}`, 'list', { createdAt: n, state: n === 2 ? 'running' : 'done' }));
      expect((await store.imports.list('list', 2)).map(({ id }) => id)).toEqual(['l3', 'l2']);
      const running = (await store.imports.listRunning()).map(({ id }) => id);
      expect(running).toContain('l2');
      expect(running).not.toContain('l1');
    });
  });

  describe('settings', () => {
    it.each([
      ['text', '5'],
      ['a number', 5],
      ['false', false],
      ['a list', [1, 'two', null]],
      ['an object', { a: { b: 'c' } }],
      ['text that is JSON', '{"a":1}'],
      ['null', null],
    ])('gives back %s as it was', async (_name, value) => {
      const store = get();
      await store.settings.set(null, 'kind', value);
      expect(await store.settings.get(null, 'kind')).toEqual(value);
    });
    it('keeps the portal apart from its workspaces, and overwrites', async () => {
      const store = get();
      await store.workspaces.insert(workspace('set'));
      await store.settings.set(null, 'speed', 1);
      await store.settings.set('set', 'speed', 2);
      await store.settings.set(null, 'speed', 3);
      expect(await store.settings.get(null, 'speed')).toBe(3);
      expect(await store.settings.get('set', 'speed')).toBe(2);
      expect(await store.settings.get('set', 'missing')).toBeNull();
    });
  });

  describe('audit', () => {
    it('lists the newest entries of a workspace first', async () => {
      const store = get();
      await store.audit.insert(auditEntry('a1', 'audited', { at: 1, before: { name: 'old' }, after: { name: 'new' } }));
      await store.audit.insert(auditEntry('a2', 'audited', { at: 2, actor: 'system' }));
      await store.audit.insert(auditEntry('a3', 'elsewhere'));
      expect(await store.audit.list('audited', 10)).toEqual([
        auditEntry('a2', 'audited', { at: 2, actor: 'system' }),
        auditEntry('a1', 'audited', { at: 1, before: { name: 'old' }, after: { name: 'new' } }),
      ]);
      expect(await store.audit.list('audited', 1)).toHaveLength(1);
    });
  });
}

function describeTransactions(get: () => Store): void {
  describe('transactions', () => {
    it('commit together', async () => {
      const store = get();
      const answer = await store.transaction(async (tx) => {
        await tx.workspaces.insert(workspace('tx-commit'));
        await tx.apiKeys.insert(apiKey('tx-key', 'tx-commit'));
        return (await tx.apiKeys.list('tx-commit')).length;
      });
      expect(answer).toBe(1);
      expect(await store.workspaces.find('tx-commit')).not.toBeNull();
    });
    it('undo everything when the work throws, and pass its error on unchanged', async () => {
      const store = get();
      const error = new RangeError('changed my mind');
      const work = store.transaction(async (tx) => {
        await tx.workspaces.insert(workspace('tx-undone'));
        throw error;
      });
      await expect(work).rejects.toBe(error);
      expect(await store.workspaces.find('tx-undone')).toBeNull();
    });
    it('undo everything when the database refuses one statement', async () => {
      const store = get();
      const work = store.transaction(async (tx) => {
        await tx.workspaces.insert(workspace('tx-refused'));
        await tx.workspaces.insert(workspace('tx-refused-2', { slug: 'tx-refused' }));
      });
      await expect(work).rejects.toMatchObject({ code: 'conflict' });
      expect(await store.workspaces.find('tx-refused')).toBeNull();
    });
    it('undo only the inner one when it fails and the outer one goes on', async () => {
      const store = get();
      await store.transaction(async (tx) => {
        await tx.workspaces.insert(workspace('tx-outer'));
        await expect(
          tx.transaction(async (inner) => {
            await inner.workspaces.insert(workspace('tx-inner'));
            await inner.workspaces.insert(workspace('tx-inner'));
          }),
        ).rejects.toMatchObject({ code: 'conflict' });
      });
      expect(await store.workspaces.find('tx-outer')).not.toBeNull();
      expect(await store.workspaces.find('tx-inner')).toBeNull();
    });
    it('fail loudly instead of waiting for themselves when the work uses the outer store', async () => {
      const store = get();
      await expect(store.transaction(() => store.users.count())).rejects.toMatchObject({ code: 'internal' });
      expect(await store.users.count()).toBeGreaterThanOrEqual(0);
    });
    it('run one after the other or side by side without losing a write', async () => {
      const store = get();
      await store.workspaces.insert(workspace('tx-many'));
      await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          store.transaction((tx) => tx.apiKeys.insert(apiKey(`many-${n}`, 'tx-many'))),
        ),
      );
      expect(await store.apiKeys.list('tx-many')).toHaveLength(20);
    });
    it('leave the store healthy', async () => {
      expect(await get().isHealthy()).toBe(true);
    });
  });
}
