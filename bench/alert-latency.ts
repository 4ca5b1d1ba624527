import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiKey, writeKey, type Portal } from '../e2e/portal';
import { ms, percentile, type Figure } from './figures';

const rounds = 50;
const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };

/**
 * From an event's 202 to the webhook at a server of its own: an event-driven rule without `for`, one message per series at
 * once. Each event is of a series of its own, so that each fires. Needs SIGHTGLASS_ALLOW_PRIVATE_WEBHOOKS.
 */
export async function measureAlertLatency(portal: Portal): Promise<Figure[]> {
  const receiver = await startReceiver();
  try {
    await setUp(portal, receiver.url);
    const waits: number[] = [];
    // The first is of a portal that has never alerted anybody.
    for (let n = 0; n <= rounds; n += 1) {
      const service = `service-${n}`;
      const arrived = receiver.next(service);
      const reply = await call(portal, 'POST', '/api/events', { name: 'crash', properties: { service } }, writeKey);
      const accepted = performance.now();
      if (reply.status !== 202) throw new Error(`the event was answered ${reply.status}`);
      const wait = (await arrived) - accepted;
      if (n > 0) waits.push(wait);
      // Spread over the phase of every loop, as real events are.
      await new Promise((resolve) => setTimeout(resolve, 300 + ((n * 37) % 400)));
    }
    const p95 = percentile(waits, 0.95);
    return [
      {
        what: `event accepted → webhook received, event-driven, ${rounds} events, p50`,
        measured: ms(percentile(waits, 0.5)),
      },
      { what: 'the same, p95', measured: ms(p95), goal: '≤ 1,000 ms', isMet: p95 <= 1_000 },
    ];
  } finally {
    receiver.stop();
  }
}

async function call(portal: Portal, method: string, path: string, body: unknown, key = apiKey): Promise<Response> {
  return fetch(`${portal.url}${path}`, {
    method,
    headers: { ...headers, authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
}

async function made<T>(reply: Promise<Response>): Promise<T> {
  const answer = await reply;
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** A channel, a policy that waits for nothing, and the rule; returns when the rule was looked at for the first time. */
async function setUp(portal: Portal, url: string): Promise<void> {
  const settings = { kind: 'webhook', url };
  const channel = await made<{ id: string }>(call(portal, 'POST', '/api/channels', { name: 'Bench', settings }));
  const policy = { name: 'at once', groupBy: ['service'], groupWait: '0s', steps: [{ receiver: 'bench' }] };
  const routing = { receivers: [{ name: 'bench', channels: [channel.id] }], policies: [policy] };
  await made(call(portal, 'PUT', '/api/routing', { routing, version: 0 }));
  const rule = await made<{ id: string }>(
    call(portal, 'POST', '/api/rules', {
      name: 'Crashes',
      spec: {
        kind: 'breakdown',
        measures: [{ agg: 'count', event: 'crash' }],
        by: ['properties.service'],
        top: 100,
        range: { last: '1h' },
      },
      condition: { type: 'threshold', operator: '>=', levels: [{ severity: 'critical', value: 1 }] },
      every: 'event',
    }),
  );
  for (;;) {
    const reply = await fetch(`${portal.url}/api/rules/${rule.id}`, { headers });
    const known = (await reply.json()) as { rule: { evaluatedAt: number | null } };
    if (known.rule.evaluatedAt !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  // The list of rules that events wake is read every few seconds.
  await new Promise((resolve) => setTimeout(resolve, 4_000));
}

type Receiver = { url: string; next: (service: string) => Promise<number>; stop: () => void };

/** Takes webhooks; `next` resolves to when the first came that names a service. */
async function startReceiver(): Promise<Receiver> {
  const waiting = new Map<string, (at: number) => void>();
  const server = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const at = performance.now();
      reply.end('{}');
      for (const [, service = ''] of Buffer.concat(parts)
        .toString('utf8')
        .matchAll(/"service":\s*"([^"]+)"/g)) {
        waiting.get(service)?.(at);
        waiting.delete(service);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    next: (service) => new Promise((resolve) => waiting.set(service, resolve)),
    stop: () => void server.close(),
  };
}
