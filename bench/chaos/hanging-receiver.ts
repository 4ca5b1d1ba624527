import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { apiKey, writeKey } from '../../e2e/portal';
import { median } from '../figures';
import { sleep, until } from './options';

const hanging = 12;
const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };

async function call<T>(url: string, method: string, body: unknown): Promise<T> {
  const reply = await fetch(url, { method, headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`${method} ${url} answered ${reply.status}: ${await reply.text()}`);
  return (await reply.json()) as T;
}

const listen = async (server: Server) => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

/**
 * A dozen webhooks that accept and never answer, next to one that answers. Every two seconds something fires; how long the
 * good one waits for its message is what counts.
 */
export async function startHangingReceiver(url: string) {
  const held: Socket[] = [];
  const deaf = createServer((socket) => void held.push(socket.on('error', () => undefined)));
  const sentAt = new Map<string, number>();
  const waits: number[] = [];
  const good = createHttpServer((request, reply) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      reply.end('{}');
      for (const [service, at] of sentAt)
        if (text.includes(`"${service}"`)) {
          waits.push(performance.now() - at);
          sentAt.delete(service);
        }
    });
  });
  const [deafPort, goodPort] = [await listen(deaf), await listen(good)];
  await setUp(url, deafPort, goodPort);
  let isOver = false;
  let fired = 0;
  const firing = (async () => {
    for (; !isOver; fired += 1) {
      const service = `chaos-${fired}-${deafPort}`;
      sentAt.set(service, performance.now());
      await fetch(`${url}/api/events`, {
        method: 'POST',
        headers: { ...headers, authorization: `Bearer ${writeKey}` },
        body: JSON.stringify({ name: 'chaos.crash', properties: { service } }),
      }).catch(() => undefined);
      await sleep(2_000);
    }
  })();
  return {
    async end() {
      isOver = true;
      await firing;
      for (let i = 0; i < 50 && sentAt.size > 0; i += 1) await sleep(100);
      await call(`${url}/api/routing`, 'PUT', { routing: {}, version: await routingVersion(url) }).catch(
        () => undefined,
      );
      for (const socket of held) socket.destroy();
      deaf.close();
      good.close();
    },
    notes: () => [
      `the good receiver heard ${waits.length} of ${fired} alerts, half of them within ${Math.round(median(waits))} ms, the slowest after ${Math.round(Math.max(0, ...waits))} ms`,
    ],
  };
}

async function routingVersion(url: string): Promise<number> {
  const reply = await fetch(`${url}/api/routing`, { headers });
  return ((await reply.json()) as { version?: number }).version ?? 0;
}

async function setUp(url: string, deafPort: number, goodPort: number): Promise<void> {
  const channel = async (name: string, port: number, path: string) =>
    (
      await call<{ id: string }>(`${url}/api/channels`, 'POST', {
        name,
        settings: { kind: 'webhook', url: `http://127.0.0.1:${port}/${path}` },
      })
    ).id;
  const deafOnes = await Promise.all(
    Array.from({ length: hanging }, (_, n) => channel(`Deaf ${n}`, deafPort, String(n))),
  );
  const goodOne = await channel('Good', goodPort, 'hook');
  const policy = { name: 'at once', groupBy: ['service'], groupWait: '0s', steps: [{ receiver: 'all' }] };
  const routing = { receivers: [{ name: 'all', channels: [...deafOnes, goodOne] }], policies: [policy] };
  await call(`${url}/api/routing`, 'PUT', { routing, version: await routingVersion(url) });
  const rule = await call<{ id: string }>(`${url}/api/rules`, 'POST', {
    name: 'Crashes',
    spec: {
      kind: 'breakdown',
      measures: [{ agg: 'count', event: 'chaos.crash' }],
      by: ['properties.service'],
      top: 100,
      range: { last: '1h' },
    },
    condition: { type: 'threshold', operator: '>=', levels: [{ severity: 'critical', value: 1 }] },
    every: 'event',
  });
  await until(async () => {
    const reply = await fetch(`${url}/api/rules/${rule.id}`, { headers });
    return ((await reply.json()) as { rule: { evaluatedAt: number | null } }).rule.evaluatedAt !== null;
  }, 30_000);
  // The list of rules that events wake is read every few seconds.
  await sleep(4_000);
}
