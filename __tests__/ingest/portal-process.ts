import { randomBytes } from 'node:crypto';
import http from 'node:http';
import path from 'node:path';
import type { Context } from '@/lib/context';
import { openEngine } from '@/lib/engine/client';
import { toAppError } from '@/lib/errors/app-error';
import { acceptEvents } from '@/lib/ingest/accept-events';
import { startFlush } from '@/lib/ingest/flush';
import { openSpool } from '@/lib/spool/open';
import { createLogger } from '@/lib/telemetry/logger';
import { createMetrics } from '@/lib/telemetry/metrics';
import { systemClock as clock } from '@/lib/time/clock';

/** The ingest half of the portal as a process that tests may kill: says its port and the engine's pid on stdout. */
async function main(dataDir: string, hostEntry: string): Promise<void> {
  const log = createLogger('silent');
  const metrics = createMetrics();
  const say = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`);
  const spool = await openSpool({
    dir: path.join(dataDir, 'spool'),
    limitBytes: 1e9,
    clock,
    metrics,
    log,
    segmentBytes: 64 * 1024,
  });
  const engine = await openEngine({
    config: { mode: 'embedded', dataDir: path.join(dataDir, 'engine') },
    hostEntry,
    log,
    metrics,
    clock,
  });
  engine.onStatus(({ state, pid }) => say({ state, enginePid: pid }));
  const live = { publish: () => undefined };
  const actor = { kind: 'system', workspaceId: 'w1', purpose: 'test' };
  const newId = (): string => randomBytes(12).toString('hex');
  const ctx = { clock, newId, log, metrics, engine, spool, live, actor, requestId: 'test' } as unknown as Context;
  startFlush(ctx);
  const server = http.createServer((request, reply) => {
    answer(ctx, request).then(
      (body) => reply.writeHead(202).end(JSON.stringify(body)),
      (error: unknown) => reply.writeHead(toAppError(error).status).end(String(error)),
    );
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    say({
      port: typeof address === 'object' ? address?.port : null,
      state: engine.status().state,
      enginePid: engine.status().pid,
    });
  });
}

async function answer(ctx: Context, request: http.IncomingMessage): Promise<unknown> {
  if (request.url === '/counts')
    return (
      await ctx.engine.query({
        sql: 'SELECT user_id AS number, count() AS rows FROM events GROUP BY user_id LIMIT 1000000',
      })
    ).rows;
  if (request.url === '/minutes')
    return (await ctx.engine.query({ sql: 'SELECT sum(events) AS rows FROM events_1m' })).rows;
  if (request.url === '/pending') return { bytes: ctx.spool.pendingBytes() };
  return acceptEvents(ctx, { body: request, source: 'api' });
}

void main(process.argv[2] ?? '', process.argv[3] ?? '');
