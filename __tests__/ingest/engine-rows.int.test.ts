import fc from 'fast-check';
import type { Context } from '@/lib/context';
import { acceptEvents } from '@/lib/ingest/accept-events';
import { startFlush, type Flush } from '@/lib/ingest/flush';
import { listRejected } from '@/lib/ingest/list-rejected';
import type { Spool } from '@/lib/spool/spool';
import { systemClock } from '@/lib/time/clock';
import { startTestEngine, type TestEngine } from '../build/engine';
import { ingestWorld, openTestSpool, temporaryFolder } from '../build/ingest';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let real: TestEngine;
let spool: Spool;
let flush: Flush;
let ctx: Context;
beforeAll(async () => {
  [folder, real] = await Promise.all([temporaryFolder(), startTestEngine()]);
  spool = await openTestSpool(folder.dir, { clock: systemClock });
  const breakers = {
    engine: { run: <T>(call: (signal: AbortSignal) => Promise<T>) => call(new AbortController().signal) },
  };
  const admission = { run: <T>(call: () => Promise<T>) => call() };
  const actor = { kind: 'system', workspaceId: 'w1', purpose: 'test' };
  ctx = {
    ...ingestWorld(spool).ctx,
    clock: systemClock,
    engine: real.engine,
    breakers,
    admission,
    actor,
  } as unknown as Context;
  flush = startFlush(ctx);
});
afterAll(async () => {
  await flush.stop();
  await spool.close();
  await real.stop();
  await folder.remove();
});

const send = (events: unknown, from = ctx) =>
  acceptEvents(from, { body: Buffer.from(JSON.stringify(events)), source: 'api', waitVisible: true });
async function propertiesOf(id: string): Promise<unknown> {
  const sql =
    'SELECT toJSONString(properties) AS json FROM events WHERE workspace = {w:String} AND event_id = {id:String}';
  const { rows } = await real.engine.query<{ json: string }>({ sql, params: { w: 'w1', id } });
  expect(rows).toHaveLength(1);
  return JSON.parse(rows[0]?.json ?? 'null');
}
const noneRefusedByEngine = async () => expect(await listRejected(ctx, { reason: 'engine refused' })).toEqual([]);

describe('rows in the real engine', () => {
  it.each<[string, Record<string, unknown>, unknown?]>([
    ['dates in strings', { a: '2024-01-01', b: '2024-01-01T00:00:00Z', c: '2024-01-01 00:00:00' }],
    ['numbers in strings', { a: '123', b: '1e5', c: 'NaN' }],
    ['mixed types on one path', { mixed: 1 }],
    ['the same path as a text', { mixed: 'one' }],
    ['the same path as an array', { mixed: [1, 'a', { b: false }, [2, 'x']] }],
    ['the same path as an object', { mixed: { inner: true } }],
    ['keys with dots', { 'a.b': 1, 'a.c.d': 'x' }, { a: { b: 1, c: { d: 'x' } } }],
    ['odd keys', { 'a b': 1, '`tick`': 2, 'a%2Eb': 3, 'quote"': 4, 'back\\slash': 5, ключ: 6, '🚀': 7 }],
    // Whole numbers that a double cannot hold keep their digits as text.
    [
      'big numbers',
      { a: 12_345_678_901_234_567_000, b: 2e19, c: -2e19, d: 1e21, e: 1e308, f: -(2 ** 63), g: 5e-324 },
      {
        a: '12345678901234567000',
        b: '20000000000000000000',
        c: '-20000000000000000000',
        d: 1e21,
        e: 1e308,
        f: '-9223372036854776000',
        g: 5e-324,
      },
    ],
    ['text of all kinds', { a: '\t\r\n"\\/\u2028', b: '🚀', c: "'; DROP TABLE events; --" }],
  ])('keep %s', async (name, properties, expected = properties) => {
    await send({ name: 'kept', id: name, properties });
    expect(await propertiesOf(name)).toEqual(expected);
    await noneRefusedByEngine();
  });

  it.each(['1971-01-01T00:00:00Z', '2001-09-09T01:46:39.999Z', '2025-01-31T12:30:15.123Z'])(
    'keep the time %s to the millisecond',
    async (timestamp) => {
      await send({ name: 'timed', id: timestamp, timestamp });
      const sql = 'SELECT toString(toUnixTimestamp64Milli(timestamp)) AS ms FROM events WHERE event_id = {id:String}';
      const { rows } = await real.engine.query<{ ms: string }>({ sql, params: { id: timestamp } });
      expect(rows).toEqual([{ ms: String(Date.parse(timestamp)) }]);
    },
  );

  it('take whatever passes the checks, however strange', async () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 4 }),
      fc.double(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(2 ** 63, -(2 ** 64), 1e20),
    );
    const event = fc.record({
      name: fc.string({ minLength: 1, unit: 'binary' }),
      properties: fc.dictionary(fc.string({ unit: 'binary' }), value),
    });
    const events = fc.sample(event, { numRuns: 3_000, seed: 11 });
    const { accepted } = await send(events.slice(0, 1_500));
    const more = await send(events.slice(1_500));
    expect(accepted + more.accepted).toBeGreaterThan(1_000);
    await noneRefusedByEngine();
  });

  it('show what was refused, newest first, by reason and by name', async () => {
    // A workspace of its own: only so many a second are noted of each, and the test before has used them up.
    const other: Context = { ...ctx, actor: { kind: 'system', workspaceId: 'w2', purpose: 'test' } };
    const refused = [
      { name: 'refused one', oops: 1 },
      { name: 'refused two', value: 'x' },
    ];
    await send(refused, other);
    await spool.whenCommitted(await spool.sync());
    expect(await listRejected(other, { name: 'REFUSED', reason: 'oops' })).toEqual([
      expect.objectContaining({
        source: 'api',
        eventName: 'refused one',
        receivedAt: expect.any(Number) as number,
        sample: '{"name":"refused one","oops":1}',
      }),
    ]);
    expect((await listRejected(other, { name: 'refused', limit: 1 })).length).toBe(1);
  });
});
