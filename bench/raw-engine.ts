import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openEngine } from '../lib/engine/client';
import { createLogger } from '../lib/telemetry/logger';
import { createMetrics } from '../lib/telemetry/metrics';
import { systemClock } from '../lib/time/clock';
import { median } from './figures';

/** Rows per second of inserting these events straight into an engine of its own, one insert per 20 bodies, median of 3. */
export async function rawInsertRate(bodies: readonly string[]): Promise<number> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'sightglass-bench-'));
  const engine = await openEngine({
    config: { mode: 'embedded', dataDir },
    hostEntry: path.resolve('dist/engine-host.mjs'),
    log: createLogger('silent'),
    metrics: createMetrics(),
    clock: systemClock,
  });
  const rates: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const inserts = engineRows(bodies, round);
    const rows = inserts.reduce((sum, insert) => sum + insert.count, 0);
    const start = performance.now();
    for (const [i, insert] of inserts.entries())
      await engine.insert({ table: 'events', rows: insert.rows, token: `raw-${round}-${i}` });
    rates.push((rows / (performance.now() - start)) * 1_000);
  }
  await engine.close();
  await rm(dataDir, { recursive: true, force: true });
  return median(rates);
}

/** The rows as the engine takes them, ready before the clock starts. */
function engineRows(bodies: readonly string[], round: number): { rows: Buffer; count: number }[] {
  const perInsert = 20;
  const inserts: { rows: Buffer; count: number }[] = [];
  for (let at = 0; at < bodies.length; at += perInsert) {
    const lines = bodies.slice(at, at + perInsert).flatMap((body) => body.split('\n'));
    const rows = lines.map((line, i) => {
      const event = JSON.parse(line) as {
        name: string;
        timestamp: number;
        userId: string;
        value: number;
        properties: object;
      };
      return JSON.stringify({
        workspace: 'bench',
        name: event.name,
        timestamp: new Date(event.timestamp).toISOString().replace('T', ' ').slice(0, 23),
        received_at: new Date(event.timestamp).toISOString().replace('T', ' ').slice(0, 23),
        event_id: `r${round}-${at}-${i}`,
        user_id: event.userId,
        session_id: '',
        value: event.value,
        properties: event.properties,
      });
    });
    inserts.push({ rows: Buffer.from(`${rows.join('\n')}\n`), count: rows.length });
  }
  return inserts;
}
