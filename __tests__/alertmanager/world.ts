import * as alerts from '@/app/api/v2/alerts/route';
import * as groups from '@/app/api/v2/alerts/groups/route';
import * as receivers from '@/app/api/v2/receivers/route';
import * as other from '@/app/api/v2/[unknown]/route';
import * as silence from '@/app/api/v2/silence/[id]/route';
import * as silences from '@/app/api/v2/silences/route';
import * as status from '@/app/api/v2/status/route';
import * as first from '@/app/api/v1/alerts/route';
import * as metrics from '@/app/metrics/route';
import * as ready from '@/app/-/ready/route';
import { hashApiKey } from '@/lib/auth/api-key';
import type { Services } from '@/lib/context';
import type { Door } from '@/lib/http/route';
import { routingSchema, type RoutingInput } from '@/lib/model/routing';
import { setRuntime, type Runtime } from '@/lib/runtime/runtime';
import { createLogger } from '@/lib/telemetry/logger';
import { createMetrics } from '@/lib/telemetry/metrics';
import { openTestStore } from '../build/store';
import { apiKey, workspace } from '../store/contract';

export type AlertWorld = {
  services: Services;
  clock: { now(): number; monotonic(): number; set(now: number): void };
  request(
    method: string,
    path: string,
    sent?: { contentType?: string | null; body?: string | null },
  ): Promise<Response>;
  close(): Promise<void>;
};

const key = 'sga_a_key_of_this_test_0123';
const doors: Record<string, Record<string, Door | undefined>> = {
  '/-/ready': ready,
  '/metrics': metrics,
  '/api/v1/alerts': first,
  '/api/v2/alerts': alerts,
  '/api/v2/alerts/groups': groups,
  '/api/v2/receivers': receivers,
  '/api/v2/silences': silences,
  '/api/v2/status': status,
};

/** Alertmanager's doors on a real store, for a key of one workspace. */
export async function alertWorld(routing: RoutingInput): Promise<AlertWorld> {
  const { store, close } = await openTestStore();
  let now = 0;
  const clock = { now: () => now, monotonic: () => now, set: (to: number) => void (now = to) };
  let ids = 0;
  const services = {
    clock,
    store,
    newId: () => `made-${(ids += 1)}`,
    log: createLogger('silent'),
    metrics: createMetrics(),
    live: { announce: () => undefined, stats: () => ({ viewers: 0, questions: 0 }) },
    observe: () => undefined,
    publicUrl: 'https://sightglass.example',
  } as unknown as Services;
  await store.workspaces.insert(workspace('w1'));
  await store.apiKeys.insert(apiKey('k1', 'w1', { hash: hashApiKey(key), scopes: ['ingest', 'manage'] }));
  await store.settings.set('w1', 'notify.routing', { version: 1, routing: routingSchema.parse(routing) });
  await setRuntime(Promise.resolve({ services, secrets: {} } as unknown as Runtime));
  return {
    services,
    clock,
    request: async (method, path, { contentType = null, body = null } = {}) => {
      const url = new URL(path, 'https://sightglass.example');
      const id = /^\/api\/v2\/silence\/([^/]+)$/.exec(url.pathname)?.[1];
      const methods = id === undefined ? (doors[url.pathname] ?? other) : silence;
      const door = (methods as Record<string, Door | undefined>)[method];
      if (door === undefined) throw new Error(`no door for ${method} ${path}`);
      const request = new Request(url, {
        method,
        // Bytes, or the platform would add a content type of its own.
        ...(body === null ? {} : { body: Buffer.from(body) }),
        headers: {
          authorization: `Basic ${Buffer.from(`amtool:${key}`).toString('base64')}`,
          ...(contentType === null ? {} : { 'content-type': contentType }),
        },
      });
      return door(request, { params: Promise.resolve(id === undefined ? {} : { id }) });
    },
    close,
  };
}
