import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { copyStoreTo } from '../build/store-template';

export type PortalProcess = {
  url: string;
  pid: number;
  log: () => string;
  /** How the process ended. */
  ended: Promise<{ code: number | null; log: string }>;
  /** Resolves when it is ready; rejects when it ended before that. */
  ready: () => Promise<void>;
  kill: (signal: NodeJS.Signals) => void;
  /** Whether it, or a process that it started, still runs. */
  hasLeftovers: () => boolean;
};

const bundle = path.resolve('dist/server.mjs');
const missing = [bundle, path.resolve('.next/BUILD_ID')].filter((file) => !existsSync(file));

/** `describe`, or a skipped one whose name says what to build first. */
export function describeBuilt(name: string, tests: () => void): void {
  if (missing.length === 0) return describe(name, tests);
  const files = missing.map((file) => path.relative(process.cwd(), file)).join(' and ');
  describe.skip(`${name} (skipped: ${files} missing, run npm run build first)`, tests);
}

/** Removed by `endAll`, together with what still runs. */
const begun: PortalProcess[] = [];
const folders: string[] = [];

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sightglass-server-'));
  folders.push(folder);
  return folder;
}

/** One with an empty store in it, which a portal need not make first. */
export async function newDataDir(): Promise<string> {
  const folder = await newFolder();
  await copyStoreTo(path.join(folder, 'store'));
  return folder;
}

/** Starts the built portal on a port that the system chooses. Nothing of the caller's settings gets through. */
export function startPortal(dataDir: string, env: Record<string, string> = {}): PortalProcess {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(SIGHTGLASS_|CLICKHOUSE_|DATABASE_URL|PORT$|HOST$|NODE_OPTIONS$|JEST_|NEXTAUTH_|AUTH_)/.test(name),
  );
  const child = spawn(process.execPath, ['--enable-source-maps', bundle], {
    env: {
      ...Object.fromEntries(inherited),
      NODE_ENV: 'production',
      PORT: '0',
      SIGHTGLASS_DATA: dataDir,
      SIGHTGLASS_SAMPLE: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that a child that outlives it can be seen.
    detached: true,
  });
  const pid = child.pid ?? 0;
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const ended = new Promise<{ code: number | null; log: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, log }));
  });
  const printed = new Promise<string>((resolve) => {
    child.stdout.on('data', () => {
      // Behind another public address its line does not tell the port, so whoever sets one sets the other.
      const line = /Sightglass +https?:\/\/[^\s:]+(?::(\d+))?/.exec(log);
      const port = env.PORT ?? line?.[1];
      if (line !== null && port !== undefined && log.endsWith('\n\n')) resolve(`http://127.0.0.1:${port}`);
    });
  });
  const portal: PortalProcess = {
    url: '',
    pid,
    log: () => log,
    ended,
    ready: async () => {
      const hasEnded = ended.then((end) => {
        throw new Error(`the portal ended with code ${end.code}:\n${end.log}`);
      });
      hasEnded.catch(() => undefined);
      portal.url = await Promise.race([printed, hasEnded]);
    },
    kill: (signal) => void child.kill(signal),
    hasLeftovers: () => isGroupAlive(pid),
  };
  begun.push(portal);
  return portal;
}

function isGroupAlive(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

export async function stopPortal(portal: PortalProcess): Promise<{ code: number | null; log: string }> {
  portal.kill('SIGTERM');
  return portal.ended;
}

export async function endAll(): Promise<void> {
  for (const { pid, hasLeftovers } of begun.splice(0)) if (hasLeftovers()) process.kill(-pid, 'SIGKILL');
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
