import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { hashApiKey } from '@/lib/auth/api-key';
import { bootstrapPortal } from '@/lib/auth/bootstrap';
import { giveCliAccess } from '@/lib/runtime/cli-access';
import type { Store } from '@/lib/store/store';
import { openTestStore } from '../build/store';
import { servicesOn } from '../auth/world';

jest.setTimeout(120_000);
let dataDir: string;
let store: Store;
let close: () => Promise<void>;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-cli-'));
  ({ store, close } = await openTestStore());
  const init = { email: undefined, password: undefined, workspace: 'main', writeKey: undefined, apiKey: undefined };
  await bootstrapPortal(servicesOn(store), { ...init, sample: false });
});
afterAll(async () => {
  await close();
  await rm(dataDir, { recursive: true, force: true });
});

const file = () => path.join(dataDir, 'cli.json');
async function start(url: string): Promise<{ url: string; key: string }> {
  await giveCliAccess({ ...servicesOn(store), dataDir }, url);
  return JSON.parse(await readFile(file(), 'utf8')) as { url: string; key: string };
}

describe('the access of commands on this machine', () => {
  it('is made once, for the main workspace, and follows the address', async () => {
    const first = await start('http://localhost:3000');
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    const row = await store.apiKeys.findByHash(hashApiKey(first.key));
    expect(row).toMatchObject({ name: 'Command line on this machine', scopes: ['ingest', 'query', 'manage'] });
    expect((await store.workspaces.find(row?.workspaceId ?? ''))?.kind).toBe('main');
    expect(await start('http://localhost:3001')).toEqual({ url: 'http://localhost:3001', key: first.key });
  });

  it.each(['{', '{"url":"x"}', '{"url":"x","key":"sga_of_another_store"}'])(
    'is made anew after %s',
    async (content) => {
      await writeFile(file(), content);
      const { key } = await start('http://localhost:3000');
      expect((await store.apiKeys.findByHash(hashApiKey(key)))?.revokedAt).toBeNull();
      expect((await stat(file())).mode & 0o777).toBe(0o600);
    },
  );

  it('is made anew when its key was revoked', async () => {
    const { key } = await start('http://localhost:3000');
    const row = await store.apiKeys.findByHash(hashApiKey(key));
    await store.apiKeys.revoke(row?.workspaceId ?? '', row?.id ?? '', 1);
    expect((await start('http://localhost:3000')).key).not.toBe(key);
  });
});
