import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../build/postgres-server';
import {
  describeBuilt,
  endAll,
  newDataDir,
  newFolder,
  startPortal,
  type PortalProcess,
} from '../server/portal-process';

jest.setTimeout(120_000);
const run = promisify(execFile);
const key = 'sga_real_clients_key_0123';
const find = (name: string): string | null =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file)) ?? null;
const amtool = find('amtool');
const prometheus = find('prometheus');
const itWith = (binary: string | null, name: string, test: () => Promise<void>) =>
  binary === null ? it.skip(`${name} (skipped: not installed)`, test) : it(name, test);

describeBuilt('programs made for Alertmanager', () => {
  let portal: PortalProcess;
  beforeAll(async () => {
    portal = startPortal(await newDataDir(), {
      SIGHTGLASS_INIT_EMAIL: 'owner@example.com',
      SIGHTGLASS_INIT_PASSWORD: 'correct horse battery',
      SIGHTGLASS_INIT_API_KEY: key,
    });
    await portal.ready();
  });
  afterAll(endAll);

  const tool = async (...args: string[]) => {
    const { stdout } = await run(amtool ?? '', [
      `--alertmanager.url=${portal.url.replace('//', `//amtool:${key}@`)}`,
      ...args,
    ]);
    return stdout;
  };
  const firing = async (...filters: string[]): Promise<string[]> => {
    const query = new URLSearchParams(filters.map((filter) => ['filter', filter]));
    const reply = await fetch(`${portal.url}/api/v2/alerts?${query}`, { headers: { authorization: `Bearer ${key}` } });
    const alerts = (await reply.json()) as { labels: Record<string, string> }[];
    return alerts.map(({ labels }) => labels.alertname ?? '');
  };
  const until = async (wanted: string[], ...filters: string[]) => {
    const end = Date.now() + 40_000;
    for (;;) {
      const found = await firing(...filters);
      if (JSON.stringify(found) === JSON.stringify(wanted)) return;
      if (Date.now() > end) throw new Error(`still ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };

  itWith(amtool, 'are amtool, which adds alerts, silences them and reads the routes', async () => {
    await tool(
      'alert',
      'add',
      'DiskFull',
      'service=db',
      'severity=critical',
      'instance=d1',
      '--annotation=summary=full',
    );
    expect(await tool('alert', 'query', 'severity=critical')).toMatch(/DiskFull +.* full +active/);
    const id = (
      await tool('silence', 'add', 'alertname=DiskFull', '--duration=2h', '--comment=known', '--author=ana')
    ).trim();
    expect(await tool('alert', 'query', '--silenced')).toMatch(/DiskFull +.* suppressed/);
    expect(await tool('silence', 'update', '--duration=3h', '--comment=longer', id)).toContain(id);
    await tool('silence', 'expire', id);
    expect(await tool('silence', 'query', '--expired')).toContain('longer');
    expect(await tool('config', 'routes', 'test', 'severity=critical')).toBe('everything\n');
  });

  itWith(prometheus, 'are Prometheus, whose alert fires here and ends here when it ends there', async () => {
    let errors = 9;
    const exporter = createServer((_, reply) => {
      reply.setHeader('content-type', 'text/plain');
      reply.end(`# TYPE http_errors gauge\nhttp_errors{service="checkout"} ${errors}\n`);
    });
    const server = await startPrometheus({ portal: portal.url, exporter });
    try {
      await until(['HighErrorRate'], 'service="checkout"');
      const reply = await fetch(`${portal.url}/api/incidents`, { headers: { authorization: `Bearer ${key}` } });
      if (reply.ok && (reply.headers.get('content-type') ?? '').includes('json')) {
        const { incidents } = (await reply.json()) as { incidents: { title: string }[] };
        expect(incidents.map(({ title }) => title)).toContainEqual(expect.stringContaining('HighErrorRate'));
      }
      errors = 1;
      await until([], 'service="checkout"');
    } finally {
      server.kill('SIGKILL');
      exporter.closeAllConnections();
      exporter.close();
    }
  });
});

async function startPrometheus({ portal, exporter }: { portal: string; exporter: Server }): Promise<ChildProcess> {
  await new Promise<void>((resolve) => exporter.listen(0, '127.0.0.1', resolve));
  const folder = await newFolder();
  const file = (name: string) => path.join(folder, name);
  await writeFile(
    file('rules.yml'),
    JSON.stringify({
      groups: [
        {
          name: 'shop',
          rules: [{ alert: 'HighErrorRate', expr: 'http_errors > 5', labels: { severity: 'warning' } }],
        },
      ],
    }),
  );
  await writeFile(
    file('prometheus.yml'),
    JSON.stringify({
      global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
      alerting: {
        alertmanagers: [{ authorization: { credentials: key }, static_configs: [{ targets: [new URL(portal).host] }] }],
      },
      rule_files: [file('rules.yml')],
      scrape_configs: [
        { job_name: 'shop', static_configs: [{ targets: [`127.0.0.1:${(exporter.address() as AddressInfo).port}`] }] },
      ],
    }),
  );
  return spawn(
    prometheus ?? '',
    [
      `--config.file=${file('prometheus.yml')}`,
      `--storage.tsdb.path=${file('data')}`,
      `--web.listen-address=127.0.0.1:${await freePort()}`,
      '--rules.alert.resend-delay=2s',
    ],
    { stdio: 'ignore' },
  );
}
