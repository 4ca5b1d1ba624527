import { gzipSync } from 'node:zlib';
import { AppError } from '@/lib/errors/app-error';
import { acceptEvents, acceptEventValues } from '@/lib/ingest/accept-events';
import { startFlush, type Flush } from '@/lib/ingest/flush';
import type { Spool } from '@/lib/spool/spool';
import { ingestWorld, openTestSpool, temporaryFolder, type IngestWorld } from '../build/ingest';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let spool: Spool;
let world: IngestWorld;
let flush: Flush | null = null;
beforeEach(async () => {
  folder = await temporaryFolder();
  spool = await openTestSpool(folder.dir);
  world = ingestWorld(spool);
});
afterEach(async () => {
  await flush?.stop();
  flush = null;
  await spool.close();
  await folder.remove();
});

const post = (body: unknown, more: { waitVisible?: boolean } = {}) =>
  acceptEvents(world.ctx, {
    body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    source: 'api',
    ...more,
  });
const start = () => (flush = startFlush(world.ctx));
/** Everything that was appended before is in the engine. */
const settled = async () => spool.whenCommitted(await spool.sync());

describe('accepting events', () => {
  it('answers what was accepted, what was a duplicate and what was refused with its place and id', async () => {
    expect(await post([{ name: 'a', id: '1' }, { name: 'b', id: '1' }, { id: '2' }, 'x'])).toEqual({
      accepted: 2,
      duplicates: 1,
      rejected: [
        { index: 2, id: '2', reason: 'name is missing.' },
        { index: 3, id: null, reason: 'An event must be an object, not a string.' },
      ],
    });
  });

  it('takes gzip and values alike', async () => {
    expect(await acceptEvents(world.ctx, { body: gzipSync('{"name":"a"}'), source: 'api' })).toMatchObject({
      accepted: 1,
    });
    expect(await acceptEventValues(world.ctx, { events: [{ name: 'a' }], source: 'portal' })).toMatchObject({
      accepted: 1,
    });
  });

  it('moves times by as much as the client clock is off', async () => {
    const sentAt = world.clock.now() - 3_600_000;
    await post({ sentAt: new Date(sentAt).toISOString(), batch: [{ name: 'a', timestamp: sentAt - 1_000 }] });
    start();
    await settled();
    expect(world.engine.rowsOf('events')).toEqual([expect.objectContaining({ timestamp: world.clock.now() - 1_000 })]);
  });

  it('recognizes a retry in a later request, and only within the workspace', async () => {
    await post({ name: 'a', id: '1' });
    expect(await post({ name: 'a', id: '1' })).toMatchObject({ accepted: 1, duplicates: 1 });
    const other = { ...world.ctx, actor: { kind: 'system', workspaceId: 'w2', purpose: 'test' } as const };
    expect(await acceptEvents(other, { body: Buffer.from('{"name":"a","id":"1"}'), source: 'api' })).toMatchObject({
      duplicates: 0,
    });
  });

  it('does not call an event a duplicate whose first copy could not be stored', async () => {
    await spool.close();
    spool = await openTestSpool(folder.dir, { limitBytes: 10 });
    world = ingestWorld(spool);
    await expect(post({ name: 'a', id: '1' })).rejects.toMatchObject({ code: 'spool_full' });
    await expect(post({ name: 'a', id: '1' })).rejects.toMatchObject({ code: 'spool_full' });
  });

  it.each([
    ['too many events', Array.from({ length: 10_001 }, () => ({})), 'too_large'],
    ['a sentAt that is no time', { batch: [], sentAt: 'now' }, 'invalid_input'],
    ['no JSON', '<xml/>', 'invalid_input'],
  ])('refuses %s as a whole', async (_, body, code) => {
    await expect(post(body)).rejects.toMatchObject({ code });
  });

  it('refuses a key that may not write', async () => {
    const reader = { ...world.ctx, actor: { kind: 'key', keyId: 'k', workspaceId: 'w1', scopes: ['query'] } as const };
    await expect(acceptEvents(reader, { body: Buffer.from('{}'), source: 'api' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('answers a caller that waits once the events can be queried', async () => {
    start();
    expect(await post({ name: 'a' }, { waitVisible: true })).toMatchObject({ visible: true });
    expect(world.engine.rowsOf('events')).toHaveLength(1);
  });

  it('notes refused events with reason and sample, but never more than fifty a second', async () => {
    for (let i = 0; i < 4; i += 1) await post(Array.from({ length: 20 }, () => ({ name: 'bad', id: 'x', typo: 1 })));
    start();
    await settled();
    const noted = world.engine.rowsOf('rejected_events');
    expect(noted).toHaveLength(50);
    expect(noted[0]).toMatchObject({
      workspace: 'w1',
      source: 'api',
      event_name: 'bad',
      event_id: 'x',
      sample: '{"name":"bad","id":"x","typo":1}',
    });
  });
});

describe('the flush', () => {
  it('publishes what a batch touched after it is in the engine', async () => {
    start();
    await post([{ name: 'a', timestamp: world.clock.now() - 5 }, { name: 'a' }, { name: 'b' }]);
    await settled();
    const now = world.clock.now();
    expect(world.published).toEqual([
      {
        workspace: 'w1',
        sequence: 1,
        committedAt: now,
        names: [
          { name: 'a', rows: 2, minTimestamp: now - 5, maxTimestamp: now },
          { name: 'b', rows: 1, minTimestamp: now, maxTimestamp: now },
        ],
      },
    ]);
  });

  it('keeps trying while the engine is down, with the same token, and loses nothing', async () => {
    world.engine.failWith(() => new AppError('engine_unavailable', 'down'));
    start();
    await post({ name: 'a' });
    while (world.engine.inserts.length < 2) await new Promise((resolve) => setImmediate(resolve));
    world.engine.failWith(null);
    world.engine.announce('ready');
    await settled();
    expect(new Set(world.engine.inserts.map(({ token }) => token)).size).toBe(1);
    expect(world.engine.rowsOf('events')).toHaveLength(1);
  });

  it('moves rows that the engine refuses aside and goes on', async () => {
    const refusal = new AppError('query_rejected', 'Cannot parse it', { detail: { code: '117' } });
    world.engine.failWith(({ table, rows }) => (table === 'events' && rows.includes('poison') ? refusal : null));
    start();
    await post([{ name: 'a' }, { name: 'poison', id: 'p' }, { name: 'b' }]);
    await settled();
    expect(world.engine.rowsOf('events').map(({ name }) => name)).toEqual(['a', 'b']);
    expect(world.engine.rowsOf('rejected_events')).toEqual([
      expect.objectContaining({ event_id: 'p', source: 'engine', reason: 'The engine refused it: Cannot parse it' }),
    ]);
  });

  it('leaves in the spool what the engine does not take, and ends', async () => {
    world.engine.failWith(() => new AppError('engine_unavailable', 'down'));
    start();
    await post({ name: 'a' });
    await flush?.stop();
    flush = null;
    expect(spool.pendingBytes()).toBeGreaterThan(0);
  });
});
