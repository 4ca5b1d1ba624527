import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { copyStoreTo } from '../__tests__/build/store-template';

export const owner = { email: 'owner@example.com', password: 'correct horse battery' };
export const writeKey = 'sgw_e2e_write_key_0123456789';
export const apiKey = 'sga_e2e_api_key_0123456789';

export type Portal = { url: string; dataDir: string; pid: number; log: () => string; stop: () => Promise<void> };

export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error('no port'));
      server.close(() => resolve(address.port));
    });
  });
}

/**
 * Starts the built portal as a user would, on a free port with an empty data folder that is removed at the end. With PORT
 * and SIGHTGLASS_DATA one that was there before comes back; that folder is the caller's and stays.
 */
export async function startPortal(env: Record<string, string> = {}): Promise<Portal> {
  const port = env.PORT === undefined ? await freePort() : Number(env.PORT);
  const dataDir = env.SIGHTGLASS_DATA ?? (await newDataDir());
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/server.mjs'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      SIGHTGLASS_DATA: dataDir,
      SIGHTGLASS_SAMPLE: 'off',
      // Receivers of the tests listen on this machine.
      SIGHTGLASS_ALLOW_PRIVATE_WEBHOOKS: 'on',
      SIGHTGLASS_INIT_EMAIL: owner.email,
      SIGHTGLASS_INIT_PASSWORD: owner.password,
      SIGHTGLASS_INIT_WRITE_KEY: writeKey,
      SIGHTGLASS_INIT_API_KEY: apiKey,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  await untilReady(url, child, () => log);
  return {
    url,
    dataDir,
    pid: child.pid ?? 0,
    log: () => log,
    stop: () => stop(child, env.SIGHTGLASS_DATA === undefined ? dataDir : null),
  };
}

async function newDataDir(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sightglass-e2e-'));
  // A first start from nothing is what the integration tests look at.
  await copyStoreTo(path.join(folder, 'store'));
  return folder;
}

async function untilReady(url: string, child: ChildProcess, log: () => string): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the portal ended with code ${child.exitCode}:\n${log()}`);
    const isReady = await fetch(`${url}/api/health/ready`).then(
      (reply) => reply.ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  throw new Error(`the portal was not ready in time:\n${log()}`);
}

async function stop(child: ChildProcess, dataDir: string | null): Promise<void> {
  if (child.exitCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await ended;
    clearTimeout(timer);
  }
  if (dataDir !== null) await rm(dataDir, { recursive: true, force: true });
}
