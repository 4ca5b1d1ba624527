import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { describeBuilt, endAll, newDataDir, newFolder, startPortal, stopPortal } from './portal-process';

// Seconds when the machine is idle; other suites may keep it busy.
jest.setTimeout(120_000);
afterEach(endAll);

/** The lines of the one block that names the causes, without the lines of progress before it. */
function blockOf(log: string): string[] {
  const lines = log.trimEnd().split('\n');
  const from = lines.findIndex((line) => /^Sightglass (cannot|could not) start/.test(line));
  return lines.slice(from);
}

async function refusal(
  dataDir: string,
  env: Record<string, string> = {},
): Promise<{ code: number | null; block: string[] }> {
  const portal = startPortal(dataDir, env);
  const { code, log } = await portal.ended;
  expect(portal.hasLeftovers()).toBe(false);
  return { code, block: blockOf(log) };
}

/** A port of which nobody answers, because it was just closed. */
async function occupiedPort(): Promise<{ port: string; free: () => Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: String(typeof address === 'object' ? address?.port : ''),
    free: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

describeBuilt('a start that cannot succeed ends with code 1 and one block that says why', () => {
  it('when the port is taken', async () => {
    const { port, free } = await occupiedPort();
    const { code, block } = await refusal(await newDataDir(), { PORT: port });
    await free();
    expect(code).toBe(1);
    expect(block).toEqual([
      'Sightglass could not start:',
      `  - 127.0.0.1:${port} is in use by another program. Set PORT to another value.`,
    ]);
  });

  it.each(['', 'below'])('when a file stands where the data folder should be (%p)', async (below) => {
    const file = path.join(await newFolder(), 'file');
    await writeFile(file, '');
    const dataDir = path.join(file, below);
    const { code, block } = await refusal(dataDir);
    expect(code).toBe(1);
    expect(block).toHaveLength(2);
    expect(block[1]).toContain(`The data folder ${dataDir} cannot be written`);
    expect(block[1]).toContain('SIGHTGLASS_DATA');
  });

  it('when settings are wrong, all of them at once and without repeating a secret', async () => {
    const { code, block } = await refusal(await newFolder(), {
      PORT: 'http',
      SIGHTGLASS_SAMPLE: 'maybe',
      SIGHTGLASS_INIT_PASSWORD: 'hunter2',
      SIGHTGLASS_SPOOL_LIMIT_MB: '-1',
      SIGHTGLASS_DTA: '/tmp',
      CLICKHOUSE_URL: 'ftp://someone:secret@there',
    });
    expect(code).toBe(1);
    expect(block[0]).toBe('Sightglass cannot start, because of its settings:');
    const named = block.slice(1).map((line) => /^ {2}- ([A-Z_]+)/.exec(line)?.[1]);
    expect(named.sort()).toEqual([
      'CLICKHOUSE_URL',
      'PORT',
      'SIGHTGLASS_DTA',
      'SIGHTGLASS_INIT_EMAIL',
      'SIGHTGLASS_INIT_PASSWORD',
      'SIGHTGLASS_SAMPLE',
      'SIGHTGLASS_SPOOL_LIMIT_MB',
    ]);
    expect(block.join('\n')).not.toMatch(/hunter2|secret/);
  });

  it('when another portal uses the folder, which goes on', async () => {
    const dataDir = await newDataDir();
    const first = startPortal(dataDir);
    await first.ready();
    const { code, block } = await refusal(dataDir);
    expect(code).toBe(1);
    expect(block).toHaveLength(2);
    expect(block[1]).toContain(dataDir);
    expect(block[1]).toContain('SIGHTGLASS_DATA');
    expect((await fetch(`${first.url}/api/health/ready`)).status).toBe(200);
    expect((await stopPortal(first)).code).toBe(0);
    expect(first.hasLeftovers()).toBe(false);
  });
});

describeBuilt('a start with servers that are not there ends within 15 s and names the setting', () => {
  const cases = [
    { setting: 'CLICKHOUSE_URL', env: (port: string) => ({ CLICKHOUSE_URL: `http://u:hidden@127.0.0.1:${port}` }) },
    { setting: 'DATABASE_URL', env: (port: string) => ({ DATABASE_URL: `postgres://u:hidden@127.0.0.1:${port}/db` }) },
  ];

  async function closedPort(): Promise<string> {
    const { port, free } = await occupiedPort();
    await free();
    return port;
  }

  it.each(cases)('$setting', async ({ setting, env }) => {
    const port = await closedPort();
    const began = performance.now();
    const { code, block } = await refusal(await newFolder(), env(port));
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(code).toBe(1);
    expect(block).toHaveLength(2);
    expect(block[1]).toContain(setting);
    expect(block[1]).toContain(`127.0.0.1:${port}`);
    expect(block[1]).not.toContain('hidden');
  });

  it('both, when both are missing', async () => {
    const port = await closedPort();
    const env = Object.assign({}, ...cases.map((one) => one.env(port))) as Record<string, string>;
    const { code, block } = await refusal(await newFolder(), env);
    expect(code).toBe(1);
    expect(block).toHaveLength(3);
    for (const { setting } of cases) expect(block.join('\n')).toContain(setting);
  });

  it('and leaves the data folder usable', async () => {
    const dataDir = await newFolder();
    await mkdir(dataDir, { recursive: true });
    await refusal(dataDir, { DATABASE_URL: `postgres://u@127.0.0.1:${await closedPort()}/db` });
    const portal = startPortal(dataDir);
    await portal.ready();
    expect((await stopPortal(portal)).code).toBe(0);
  });
});
