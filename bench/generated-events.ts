import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Engine } from '../lib/engine/engine';

/** Where the generator of deterministic events lies; `BENCH_GENERATOR` names another place. */
const generatorFile = path.resolve(process.env.BENCH_GENERATOR ?? '../shared/bench/gen-events.mjs');
/** The generator's events end here; the questions are asked as of this moment, so that every run reads the same. */
export const endOfEvents = Date.parse('2026-11-23T00:00:00Z');
export const benchWorkspace = 'bench';
const rowsPerInsert = 100_000;

type Generated = {
  event_id: string;
  ts: number;
  user_id: string;
  visit_id: string;
  event: string;
  path: string;
  country: string;
  browser: string;
  os: string;
  device: string;
  referrer: string;
  duration_ms: number;
  revenue_cents: number;
};
type Generator = {
  eventObjects(options: { events: number; days: number; end: number; seed: number }): Iterable<Generated>;
};

/** Puts the events of 60 days, seed 42, into the engine; in a folder that has them it does nothing. Seconds it took. */
export async function loadGeneratedEvents(engine: Engine, count: number): Promise<number> {
  const started = performance.now();
  const { rows } = await engine.query<{ n: number }>({
    sql: 'SELECT toFloat64(count()) AS n FROM sightglass.events WHERE workspace = {w:String}',
    params: { w: benchWorkspace },
  });
  if (rows[0]?.n === count) return 0;
  if (!existsSync(generatorFile)) throw new Error(`set BENCH_GENERATOR: there is no generator at ${generatorFile}`);
  const { eventObjects } = (await import(pathToFileURL(generatorFile).href)) as Generator;
  let lines: string[] = [];
  let inserts = 0;
  let running = Promise.resolve<unknown>(undefined);
  const flush = async (): Promise<void> => {
    const body = Buffer.from(lines.join(''));
    lines = [];
    inserts += 1;
    await running;
    // The next hundred thousand are made while these are inserted.
    running = engine.insert({ table: 'events', rows: body, token: `generated-${inserts}` });
    if (inserts % 5 === 0) await new Promise((resolve) => setImmediate(resolve));
  };
  for (const event of eventObjects({ events: count, days: 60, end: endOfEvents, seed: 42 })) {
    lines.push(lineOf(event));
    if (lines.length === rowsPerInsert) await flush();
  }
  if (lines.length > 0) await flush();
  await running;
  return (performance.now() - started) / 1_000;
}

/** As a project would send it, `value` being the time a page took; visits are sessions. */
function lineOf(event: Generated): string {
  return `${JSON.stringify({
    workspace: benchWorkspace,
    name: event.event,
    timestamp: event.ts,
    received_at: event.ts,
    event_id: event.event_id,
    user_id: event.user_id,
    session_id: event.visit_id,
    value: event.duration_ms,
    properties: {
      path: event.path,
      country: event.country,
      browser: event.browser,
      os: event.os,
      device: event.device,
      ...(event.referrer === '' ? {} : { referrer: event.referrer }),
      ...(event.revenue_cents === 0 ? {} : { revenue: event.revenue_cents / 100 }),
    },
  })}\n`;
}
