import { spawn } from 'node:child_process';
import path from 'node:path';
import type { Received } from '../notify/receiver';
import { bearer } from './portal-client';
import type { PortalProcess } from './portal-process';

export const owner = { email: 'owner@example.com', password: 'correct horse battery' };
export const apiKey = 'sga_backup_test_key_0123';
export const writeKey = 'sgw_backup_test_key_0123';
export const env = {
  SIGHTGLASS_INIT_EMAIL: owner.email,
  SIGHTGLASS_INIT_PASSWORD: owner.password,
  SIGHTGLASS_INIT_API_KEY: apiKey,
  SIGHTGLASS_INIT_WRITE_KEY: writeKey,
  // The receiver of the messages listens on this machine.
  SIGHTGLASS_ALLOW_PRIVATE_WEBHOOKS: 'on',
};

/** Runs one of the built commands, as `npm run` does, and says how it ended. */
export async function runCommand(
  name: 'backup' | 'restore',
  words: string[],
  dataDir = '',
  settings: Record<string, string> = {},
): Promise<[number, string]> {
  const child = spawn(process.execPath, [path.resolve(`dist/${name}.mjs`), ...words], {
    env: { PATH: process.env.PATH, SIGHTGLASS_DATA: dataDir, ...settings } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number>((resolve) => child.once('close', (end) => resolve(end ?? -1)));
  return [code, output];
}

export async function ask<T>(portal: PortalProcess, method: string, place: string, body?: unknown): Promise<T> {
  const reply = await fetch(`${portal.url}${place}`, {
    method,
    headers: bearer(apiKey),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${method} ${place} was answered ${reply.status}: ${text}`);
  return (text === '' ? null : JSON.parse(text)) as T;
}

/** Events of three kinds over the last 50 days, the same for the same `now`. */
export function pastEvents(now: number): object[] {
  const names = ['view', 'signup', 'order'];
  return Array.from({ length: 3_000 }, (_, i) => ({
    id: `past-${i}`,
    name: names[(i * 7) % 3],
    timestamp: now - 3_600_000 - Math.floor((i * 50 * 86_400_000) / 3_000),
    userId: `user-${(i * 31) % 211}`,
    sessionId: `session-${i % 400}`,
    // Sums of quarters are exact in any order.
    value: (i % 64) / 4,
    properties: {
      country: ['DE', 'FR', 'Brasil "São"', ''][i % 4],
      plan: { tier: i % 3, trial: i % 2 === 0 },
      ratio: i / 7,
      when: '2026-01-02',
      tags: ['a', i % 5],
    },
  }));
}

const columns = 'event_id, user_id, session_id, value, toString(properties), received_at, timestamp';

/** Questions of every kind about a window that is over. */
export function questions(now: number): object[] {
  const range = { from: new Date(now - 45 * 86_400_000).toISOString(), to: new Date(now - 7_200_000).toISOString() };
  const day = (ago: number) => new Date(now - ago * 86_400_000).toISOString();
  const shared = { range, timezone: 'UTC' };
  const count = { agg: 'count' };
  const measures = [count, { agg: 'users' }, { agg: 'sum', of: 'value' }, { agg: 'p95', of: 'value' }];
  return [
    { kind: 'total', measures, ...shared },
    { kind: 'total', measures: [{ agg: 'avg', of: 'properties.ratio', event: 'order' }], ...shared },
    { kind: 'trend', measures: [count, { agg: 'users', event: 'view' }], grain: '1d', ...shared },
    { kind: 'trend', measures: [count], by: ['properties.country'], grain: '1w', ...shared },
    { kind: 'breakdown', measures: [count], by: ['name'], ...shared },
    { kind: 'breakdown', measures: [{ agg: 'max', of: 'value' }], by: ['properties.plan.tier'], ...shared },
    { kind: 'table', columns: ['timestamp', 'name', 'value', 'properties.country'], limit: 50, ...shared },
    { kind: 'funnel', steps: [{ event: 'view' }, { event: 'signup' }, { event: 'order' }], window: '30d', ...shared },
    { kind: 'retention', start: { event: 'view' }, back: { event: 'order' }, ...shared },
    { kind: 'paths', anchor: { event: 'view' }, gap: '30d', ...shared },
    { kind: 'distribution', of: 'value', ...shared },
    { kind: 'heatmap', measure: count, ...shared },
    { kind: 'drivers', measure: { agg: 'count' }, focus: { from: day(10), to: day(8) }, ...shared },
    {
      kind: 'sql',
      sql: "SELECT name, count() AS n, max(timestamp) FROM events GROUP BY name HAVING name != 'load' ORDER BY name",
    },
    { kind: 'sql', sql: `SELECT sum(cityHash64(${columns})) AS h FROM events WHERE startsWith(event_id, 'past-')` },
  ];
}

export type Answered = { question: object; status: number; data: unknown };

export async function answers(portal: PortalProcess, asked: object[]): Promise<Answered[]> {
  const found: Answered[] = [];
  for (const question of asked) {
    const reply = await fetch(`${portal.url}/api/query`, {
      method: 'POST',
      headers: bearer(apiKey),
      body: JSON.stringify(question),
    });
    // How much the engine read depends on its parts, not on their rows.
    const text = (await reply.text()).replaceAll(/"(rowsRead|bytesRead)":\d+/g, '"$1":0');
    const { data, detail } = JSON.parse(text) as { data?: unknown; detail?: string };
    found.push({ question, status: reply.status, data: data ?? detail });
  }
  return found;
}

/** A dashboard, a channel with a secret, a route to it, a silence, and a rule that fires at once. */
export async function fillPortal(portal: PortalProcess, receiverUrl: string): Promise<void> {
  await ask(portal, 'POST', '/api/dashboards', { title: 'Orders', panels: [] });
  const settings = { kind: 'webhook', url: receiverUrl };
  const channel = { name: 'Hook', settings, secrets: { authorization: 'Bearer told-to-nobody' } };
  const { id } = await ask<{ id: string }>(portal, 'POST', '/api/channels', channel);
  const policy = { name: 'all', groupWait: '0s', groupInterval: '1s', steps: [{ receiver: 'hook' }] };
  const routing = { receivers: [{ name: 'hook', channels: [id] }], policies: [policy] };
  await ask(portal, 'PUT', '/api/routing', { routing, version: 0 });
  const spec = { kind: 'total', measures: [{ agg: 'count', event: 'view' }], range: { last: '30d' } };
  const condition = { type: 'threshold', operator: '>=', levels: [{ severity: 'critical', value: 1 }] };
  await ask(portal, 'POST', '/api/rules', { name: 'Views are there', spec, condition, every: '10s' });
}

export const firings = (received: readonly Received[]): string[] =>
  received.map(({ body }) => body).filter((body) => body.includes('Views are there'));
