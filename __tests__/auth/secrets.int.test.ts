import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Logger } from 'pino';
import { beginRotation, finishRotation, loadSecrets, sealingSecretsOf, sessionSecretsOf } from '@/lib/auth/secrets';

let folder: string;
const warnings: unknown[] = [];
const log = { warn: (entry: unknown) => warnings.push(entry) } as unknown as Logger;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sightglass-secrets-'));
  warnings.length = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const file = () => path.join(folder, 'data', 'secrets.json');

it('makes different secrets on the first start, for the owner only, and gives the same ones back', async () => {
  const secrets = await loadSecrets(path.join(folder, 'data'), log);
  const values = Object.values(secrets);
  expect(new Set(values).size).toBe(values.length);
  for (const value of values) expect(value).toMatch(/^[\w-]{43}$/);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect(await readdir(path.dirname(file()))).toEqual(['secrets.json']);
  expect(await loadSecrets(path.join(folder, 'data'), log)).toEqual(secrets);
  expect(warnings).toEqual([]);
});

it('adds a secret that an older version did not have, and keeps the others and what it does not know', async () => {
  const { sessionSecret } = await loadSecrets(path.join(folder, 'data'), log);
  await writeFile(file(), JSON.stringify({ sessionSecret, ownNote: 'kept' }));
  const secrets = await loadSecrets(path.join(folder, 'data'), log);
  expect(secrets.sessionSecret).toBe(sessionSecret);
  expect(secrets.engineSecret).toMatch(/^[\w-]{43}$/);
  expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({ ...secrets, ownNote: 'kept' });
});

it('warns when other users can read the file', async () => {
  await loadSecrets(path.join(folder, 'data'), log);
  await chmod(file(), 0o644);
  await loadSecrets(path.join(folder, 'data'), log);
  expect(warnings).toEqual([{ file: file(), mode: '644' }]);
});

it.each(['not json', '{"sessionSecret":"short"}', '[]'])(
  'refuses the damaged file %j instead of signing everybody out',
  async (text) => {
    await loadSecrets(path.join(folder, 'data'), log);
    await writeFile(file(), text);
    await expect(loadSecrets(path.join(folder, 'data'), log)).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining('SIGHTGLASS_DATA') as string,
    });
    expect(await readFile(file(), 'utf8')).toBe(text);
  },
);

it('names the setting when the folder cannot be used', async () => {
  await writeFile(path.join(folder, 'data'), 'a file');
  await expect(loadSecrets(path.join(folder, 'data'), log)).rejects.toMatchObject({
    code: 'store_unavailable',
    message: expect.stringContaining('SIGHTGLASS_DATA') as string,
  });
});

it('changes secrets so that nothing is lost at any moment, and goes on where it was stopped', async () => {
  const dir = path.join(folder, 'data');
  const old = await loadSecrets(dir, log);
  const next = await beginRotation(dir, log, 1_000);
  expect(next.sessionSecret).not.toBe(old.sessionSecret);
  expect(next).toMatchObject({ engineSecret: old.engineSecret, embedSecret: old.embedSecret });
  expect(await loadSecrets(dir, log)).toEqual(next);
  expect(sealingSecretsOf(next)).toEqual([next.channelSecret, old.channelSecret]);
  const week = 7 * 86_400_000;
  expect(sessionSecretsOf(next, 1_000 + week - 1)).toEqual([next.sessionSecret, old.sessionSecret]);
  expect(sessionSecretsOf(next, 1_000 + week)).toEqual([next.sessionSecret]);

  expect(await beginRotation(dir, log, 2_000)).toEqual(next);
  await finishRotation(dir, next);
  const after = await loadSecrets(dir, log);
  expect(sealingSecretsOf(after)).toEqual([next.channelSecret]);
  expect(sessionSecretsOf(after, 2_000)).toEqual([next.sessionSecret, old.sessionSecret]);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect((await beginRotation(dir, log, 3_000)).previous?.sessionSecret).toBe(next.sessionSecret);
});
