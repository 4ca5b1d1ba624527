import { AppError } from '@/lib/errors/app-error';
import type { IncidentSummary } from '@/lib/model/incident';
import { FakeViewer, question, settle, world } from './world';

const minute = 60_000;

describe('a live question', () => {
  it('is asked once, however many viewers watch it', async () => {
    const { hub, source, time, commit } = world();
    const questions = Array.from({ length: 10 }, (_, n) => question(`q${n}`));
    const viewers = Array.from({ length: 1_000 }, () => {
      const viewer = new FakeViewer();
      const stream = hub.subscribe(viewer);
      for (const asked of questions) stream.watch(asked.key, asked);
      return viewer;
    });
    await settle();
    expect(hub.stats()).toEqual({ viewers: 1_000, questions: 10 });
    expect(source.snapshots).toBe(10);

    commit();
    await time.pass(0);
    expect(source.refreshes).toBe(0); // the snapshots were this very moment
    await time.pass(250);
    expect(source.refreshes).toBe(10);
    expect(viewers.every((viewer) => questions.every(({ key }) => viewer.shown(key) === 1))).toBe(true);
  });

  it('hands the same frame object to all viewers, so that it is written as text once', async () => {
    const { hub } = world();
    const [a, b] = [new FakeViewer(), new FakeViewer()];
    for (const viewer of [a, b]) hub.subscribe(viewer).watch('panel', question('q'));
    await settle();
    expect(a.of('panel')[0]).toBe(b.of('panel')[0]);
  });

  it('refreshes at once after a pause, then every 150 ms at most', async () => {
    const { hub, source, time, commit } = world();
    hub.subscribe(new FakeViewer()).watch('a', question('q'));
    await time.pass(5_000);
    commit();
    await time.pass(0);
    expect(source.refreshes).toBe(1);
    for (let ms = 0; ms < 1_000; ms += 20) {
      commit();
      await time.pass(20);
    }
    expect(source.refreshes).toBe(7);
  });

  it('gives a slow question at most a fifth of the time in the engine', async () => {
    const { hub, source, time, commit } = world();
    hub.subscribe(new FakeViewer()).watch('a', question('q'));
    await time.pass(5_000);
    let open = () => {};
    source.gate = new Promise((resolve) => (open = resolve));
    commit();
    await time.pass(300);
    commit();
    open();
    await settle();
    expect(source.refreshes).toBe(1);
    await time.pass(1_199);
    expect(source.refreshes).toBe(1);
    await time.pass(1);
    expect(source.refreshes).toBe(2);
  });

  it('hands every batch that touched it to exactly one refresh', async () => {
    const { hub, source, time, commit } = world();
    hub.subscribe(new FakeViewer()).watch('a', question('q'));
    await time.pass(5_000);
    for (let n = 0; n < 100; n += 1) {
      commit();
      await time.pass(17);
    }
    await time.pass(1_000);
    const sequences = source.refreshed.flatMap(({ batches }) => batches.map(({ sequence }) => sequence));
    expect(sequences).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
  });

  it('asks again when batches were committed while or shortly before its first answer was read from the cache', async () => {
    const { hub, source, time, commit } = world();
    source.meta = { freshness: 'cached', asOf: time.clock.now() };
    await time.pass(3_000);
    commit();
    await time.pass(3_000);
    hub.subscribe(new FakeViewer()).watch('a', question('q'));
    await time.pass(300);
    expect(source.snapshots).toBe(1);
    expect(source.refreshed.map(({ batches }) => batches.map(({ sequence }) => sequence))).toEqual([[1]]);
  });

  it('moves on with time though no event arrives: totals slide, trends step at their bucket boundary', async () => {
    const { hub, source, time } = world();
    const stream = hub.subscribe(new FakeViewer());
    stream.watch('trend', question('trend', { kind: 'trend', grain: '5m', range: { last: '1h' } }));
    await time.pass(4 * minute);
    expect(source.refreshes).toBe(0);
    await time.pass(minute);
    expect(source.refreshes).toBe(1);
    stream.watch('total', question('total', { range: { last: '15m' } }));
    await time.pass(minute);
    expect(source.refreshed.filter(({ key }) => key === 'total')).toHaveLength(6);
  });

  it('stands still over a range that is past', async () => {
    const { hub, source, time } = world();
    hub
      .subscribe(new FakeViewer())
      .watch('a', question('q', { range: { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' } }));
    await time.pass(3 * 60 * minute);
    expect(source.refreshes).toBe(0);
  });

  it('outlives its last viewer for five seconds, so that going to another page costs nothing', async () => {
    const { hub, source, time, commit } = world();
    hub.subscribe(new FakeViewer()).watch('a', question('q'));
    await time.pass(1_000);
    const first = hub.subscribe(new FakeViewer());
    first.watch('a', question('q'));
    await settle();
    expect(source.snapshots).toBe(1);
    hub.close();

    const again = world();
    const stream = again.hub.subscribe(new FakeViewer());
    stream.watch('a', question('q'));
    await again.time.pass(1_000);
    stream.close();
    commit();
    await again.time.pass(4_900);
    expect(again.hub.stats().questions).toBe(1);
    const back = new FakeViewer();
    const second = again.hub.subscribe(back);
    second.watch('a', question('q'));
    await settle();
    expect(back.types()).toEqual(['status', 'snapshot']);
    expect(again.source.snapshots).toBe(1);
    second.close();
    await again.time.pass(5_000);
    expect(again.hub.stats()).toEqual({ viewers: 0, questions: 0 });
    expect(again.time.timersLeft).toBe(0);
  });

  it('asks nothing while nobody watches, and catches up for the next viewer', async () => {
    const { hub, source, time, commit } = world();
    const stream = hub.subscribe(new FakeViewer());
    stream.watch('a', question('q'));
    await time.pass(1_000);
    stream.close();
    commit();
    await time.pass(2_000);
    expect(source.refreshes).toBe(0);
    const viewer = new FakeViewer();
    hub.subscribe(viewer).watch('a', question('q'));
    await settle();
    expect(viewer.shown('a')).toBe(1);
  });
});

describe('when the engine fails', () => {
  const down = () => new AppError('engine_unavailable', 'The engine is restarting.');

  it('keeps the last answer, says once why it is old, and tries again with doubling pauses', async () => {
    const { hub, source, time, commit } = world();
    const viewer = new FakeViewer();
    hub.subscribe(viewer).watch('a', question('q'));
    await time.pass(5_000);
    source.failure = down();
    commit();
    await time.pass(4_000);
    expect(source.refreshes).toBe(4); // at 0, 0.5, 1.5 and 3.5 s
    expect(viewer.types()).toEqual(['status', 'snapshot', 'failed']);
    source.failure = null;
    await time.pass(4_000);
    expect(viewer.types()).toEqual(['status', 'snapshot', 'failed', 'patch']);
    expect(viewer.shown('a')).toBe(1);
    expect(source.refreshed.at(-1)?.batches.map(({ sequence }) => sequence)).toEqual([1]);
  });

  it('asks everything anew as soon as the engine is back', async () => {
    const { hub, source, time, commit } = world();
    const viewer = new FakeViewer();
    hub.subscribe(viewer).watch('a', question('q'));
    hub.setStatus({ engine: 'ready', since: 1 });
    await time.pass(5_000);
    hub.setStatus({ engine: 'restarting', since: 2, message: 'back in a moment' });
    source.failure = down();
    commit();
    await time.pass(60_000);
    source.failure = null;
    hub.setStatus({ engine: 'ready', since: 3 });
    await settle();
    expect(viewer.shown('a')).toBe(1);
    const states = viewer.frames.flatMap((frame) => (frame.type === 'status' ? [frame.status.engine] : []));
    expect(states).toEqual(['ready', 'restarting', 'ready']);
  });

  it('tells a viewer that comes while it is down both the last answer and the reason', async () => {
    const { hub, source, time, commit } = world();
    hub.subscribe(new FakeViewer()).watch('a', question('q'));
    await time.pass(5_000);
    source.failure = down();
    commit();
    await time.pass(100);
    const late = new FakeViewer();
    hub.subscribe(late).watch('a', question('q'));
    await settle();
    expect(late.types()).toEqual(['status', 'snapshot', 'failed']);
  });

  it('says that the old numbers hold again when nothing had changed meanwhile', async () => {
    const { hub, source, time } = world();
    const viewer = new FakeViewer();
    hub.subscribe(viewer).watch('a', question('q', { range: { last: '15m' } }));
    await time.pass(1_000);
    source.failure = down();
    await time.pass(10_000);
    source.failure = null;
    await time.pass(2_000);
    expect(viewer.types()).toEqual(['status', 'snapshot', 'failed', 'current']);
  });

  it('fails a question that never had an answer, and answers it later', async () => {
    const { hub, source, time } = world();
    source.failure = down();
    const viewer = new FakeViewer();
    hub.subscribe(viewer).watch('a', question('q'));
    await time.pass(100);
    expect(viewer.types()).toEqual(['status', 'failed']);
    source.failure = null;
    await time.pass(1_000);
    expect(viewer.types()).toEqual(['status', 'failed', 'snapshot']);
  });

  it('shows a stale answer and keeps asking for a fresh one with the batches it lacks', async () => {
    const { hub, source, time, commit } = world();
    const viewer = new FakeViewer();
    hub.subscribe(viewer).watch('a', question('q'));
    await time.pass(5_000);
    source.meta = { freshness: 'stale', reason: 'engine_down' };
    commit();
    await time.pass(100);
    source.meta = {};
    await time.pass(1_000);
    expect(source.refreshed.map(({ batches }) => batches.length)).toEqual([1, 1]);
  });
});

describe('a slow reader', () => {
  it('is sent nothing more, then only the newest state of each question', async () => {
    const { hub, time, commit } = world();
    const viewer = new FakeViewer();
    const stream = hub.subscribe(viewer);
    for (const id of ['a', 'b']) stream.watch(id, question(id, { measures: [{ agg: 'count', event: id }] }));
    await time.pass(5_000);
    viewer.isSlow = true;
    commit('a');
    await time.pass(1_000);
    const sent = viewer.frames.length;
    for (let n = 0; n < 20; n += 1) {
      commit({ a: 1, b: 1 });
      await time.pass(300);
    }
    expect(viewer.frames).toHaveLength(sent);
    viewer.isSlow = false;
    stream.drained();
    expect(viewer.frames.slice(sent).map(({ type }) => type)).toEqual(['snapshot', 'snapshot']);
    expect([viewer.shown('a'), viewer.shown('b')]).toEqual([21, 21]);
    commit('a');
    await time.pass(300);
    expect(viewer.frames.at(-1)?.type).toBe('patch');
  });

  it('gets held states oldest change first, so that its last cursor never claims more than it has', async () => {
    const { hub, time, commit } = world();
    const viewer = new FakeViewer();
    const stream = hub.subscribe(viewer);
    for (const id of ['a', 'b', 'c']) stream.watch(id, question(id, { measures: [{ agg: 'count', event: id }] }));
    await time.pass(5_000);
    viewer.isSlow = true;
    for (const name of ['c', 'a', 'b', 'c', 'a']) {
      commit(name);
      await time.pass(300);
    }
    const sent = viewer.frames.length;
    for (let n = 0; n < 4; n += 1) stream.drained();
    const held = viewer.frames.slice(sent);
    expect(held.map((frame) => ('id' in frame ? frame.id : frame.type))).toEqual(['b', 'c', 'a']);
    const cursors = held.map((frame) => ('cursor' in frame ? Number(frame.cursor?.split('-')[1]) : 0));
    expect(cursors).toEqual([...cursors].sort((x, y) => x - y));
  });

  it('hears the newest of each incident when it caught up', async () => {
    const { hub, time } = world();
    const viewer = new FakeViewer();
    const owner = { workspaceId: 'w1', actorId: 'u1' };
    const stream = hub.subscribe(viewer, owner);
    await time.pass(10);
    viewer.isSlow = true;
    for (const title of ['first', 'second', 'third']) {
      hub.announce('w1', { id: 'i1', title } as IncidentSummary);
      hub.announce('w1', { id: 'i2', title } as IncidentSummary);
    }
    for (let n = 0; n < 1_000; n += 1) hub.announce('w1', { id: `later ${n}`, title: 'later' } as IncidentSummary);
    const sent = viewer.frames.length;
    viewer.isSlow = false;
    stream.drained();
    const told = viewer.frames.slice(sent);
    expect(told).toHaveLength(200);
    expect(told.at(-1)).toMatchObject({ type: 'incident', incident: { id: 'later 999' } });
    hub.announce('w1', { id: 'i1', title: 'fourth' } as IncidentSummary);
    expect(viewer.frames.at(-1)).toMatchObject({ incident: { title: 'fourth' } });
  });

  it('is cut off after a minute in which it took nothing', async () => {
    const { hub, time, commit } = world();
    const viewer = new FakeViewer();
    hub.subscribe(viewer).watch('a', question('q'));
    await time.pass(5_000);
    viewer.isSlow = true;
    commit();
    await time.pass(80_000);
    expect(viewer.closedWith).toBeGreaterThan(0);
    expect(viewer.endReason).toBe('stalled');
    expect(hub.stats().viewers).toBe(0);
  });
});

describe('a reader that comes back', () => {
  it('is sent nothing again that it has, and everything that it missed', async () => {
    const { hub, time, commit } = world();
    const first = new FakeViewer();
    const stream = hub.subscribe(first);
    for (const id of ['a', 'b']) stream.watch(id, question(id, { measures: [{ agg: 'count', event: id }] }));
    await time.pass(5_000);
    const last = first.frames.at(-1);
    const since = last && 'cursor' in last ? last.cursor : undefined;
    stream.close();
    commit('b');
    const second = new FakeViewer();
    const again = hub.subscribe(second);
    for (const id of ['a', 'b']) again.watch(id, question(id, { measures: [{ agg: 'count', event: id }] }), { since });
    await time.pass(300);
    expect(second.of('a').map(({ type }) => type)).toEqual(['current']);
    expect(second.of('b').map(({ type }) => type)).toEqual(['current', 'patch']);
  });

  it('is never given a cursor behind its own, which a second cut would take it back to', async () => {
    const { hub, time, commit } = world();
    const first = new FakeViewer();
    const stream = hub.subscribe(first);
    const ids = ['a', 'b', 'c'];
    for (const id of ids) stream.watch(id, question(id, { measures: [{ agg: 'count', event: id }] }));
    await time.pass(5_000);
    commit('b');
    await time.pass(300);
    const last = first.frames.at(-1);
    const since = last && 'cursor' in last ? last.cursor : undefined;
    const second = new FakeViewer();
    const again = hub.subscribe(second);
    for (const id of ids) again.watch(id, question(id, { measures: [{ agg: 'count', event: id }] }), { since });
    await time.pass(10);
    const cursors = second.frames.flatMap((frame) => ('cursor' in frame ? [frame.cursor] : []));
    expect(cursors).toEqual([since, since, since]);
  });

  it('is told only why it has nothing newer, when it has the last answer', async () => {
    const { hub, time, source, commit } = world();
    const first = new FakeViewer();
    hub.subscribe(first).watch('a', question('q'));
    await time.pass(10);
    const snapshot = first.frames.at(-1);
    const since = snapshot && 'cursor' in snapshot ? snapshot.cursor : undefined;
    source.failure = new AppError('engine_unavailable', 'The engine is away.');
    commit();
    await time.pass(300);
    const second = new FakeViewer();
    hub.subscribe(second).watch('a', question('q'), { since });
    await time.pass(10);
    expect(second.types()).toEqual(['status', 'failed']);
  });

  it('is given whole answers when its cursor is of another process', async () => {
    const { hub, time } = world();
    const viewer = new FakeViewer();
    hub.subscribe(viewer).watch('a', question('q'), { since: 'e0-999' });
    await time.pass(10);
    expect(viewer.types()).toEqual(['status', 'snapshot']);
  });

  it('is not sent an answer that the page already has', async () => {
    const { hub, time } = world();
    const viewer = new FakeViewer();
    hub.subscribe(viewer).watch('a', question('q'), { asOf: time.clock.now() });
    await time.pass(10);
    expect(viewer.types()).toEqual(['status', 'current']);
    const late = new FakeViewer();
    hub.subscribe(late).watch('a', question('q'), { asOf: time.clock.now() - 10 });
    await time.pass(10);
    expect(late.types()).toEqual(['status', 'current']);
  });
});

describe('streams', () => {
  it('are refused beyond the limit of a user, and free their place when closed', () => {
    const { hub } = world({ limits: { perActor: 2 } });
    const owner = { workspaceId: 'w1', actorId: 'u1' };
    const first = hub.subscribe(new FakeViewer(), owner);
    hub.subscribe(new FakeViewer(), owner);
    expect(() => hub.subscribe(new FakeViewer(), owner)).toThrow(/2 live streams open/);
    hub.subscribe(new FakeViewer(), { ...owner, actorId: 'u2' });
    first.close();
    hub.subscribe(new FakeViewer(), owner);
  });

  it('watch at most 64 questions', () => {
    const { hub } = world();
    const stream = hub.subscribe(new FakeViewer());
    for (let n = 0; n < 64; n += 1) stream.watch(`w${n}`, question(`q${n}`));
    expect(() => stream.watch('one more', question('q'))).toThrow(/at most 64/);
  });

  it('are told with a spread of pauses when to come back, as the hub closes', async () => {
    const { hub, time } = world();
    const viewers = Array.from({ length: 100 }, () => new FakeViewer());
    for (const viewer of viewers) hub.subscribe(viewer).watch('a', question('q'));
    await time.pass(10);
    hub.close();
    const pauses = new Set(viewers.map(({ closedWith }) => closedWith));
    expect(pauses.size).toBe(100);
    expect(time.timersLeft).toBe(0);
    expect(() => hub.subscribe(new FakeViewer())).toThrow(/shutting down/);
  });

  it('go on hearing of batches while they are drained, and let nobody new in', async () => {
    const { hub, time, commit } = world();
    const viewer = new FakeViewer();
    hub.subscribe(viewer);
    const heard: number[] = [];
    hub.onBatch(({ sequence }) => heard.push(sequence));
    hub.drain();
    commit();
    expect(heard).toEqual([1]);
    expect([viewer.endReason, hub.stats().viewers]).toEqual(['stopping', 0]);
    expect(() => hub.subscribe(new FakeViewer())).toThrow('shutting down');
    hub.close();
    await time.pass(60_000);
    expect(time.timersLeft).toBe(0);
  });

  it('hear a heartbeat every 15 seconds and end after an hour', async () => {
    const { hub, time } = world();
    const viewer = new FakeViewer();
    hub.subscribe(viewer);
    await time.pass(45_000);
    expect(viewer.types()).toEqual(['status', 'heartbeat', 'heartbeat', 'heartbeat']);
    await time.pass(3_600_000);
    expect(viewer.closedWith).not.toBeNull();
    expect(time.timersLeft).toBe(0);
  });

  it('of an owner who lost access end, and nobody else’s', () => {
    const { hub } = world();
    const mine = { workspaceId: 'w1', actorId: 'u1', kind: 'user' };
    const owners = [mine, mine, { ...mine, workspaceId: 'w2' }, { ...mine, actorId: 'u2' }, { ...mine, kind: 'key' }];
    const viewers = owners.map((owner) => {
      const viewer = new FakeViewer();
      hub.subscribe(viewer, owner);
      return viewer;
    });
    expect(hub.owners()).toHaveLength(4);
    hub.end(mine);
    expect(viewers.map(({ endReason }) => endReason)).toEqual(['no_access', 'no_access', null, null, null]);
    expect(hub.owners()).not.toContainEqual(mine);
  });

  it('wait for a source that is attached later', async () => {
    const { source } = world();
    const { hub, time } = world();
    hub.close();
    const late = world({ source: undefined as never });
    const viewer = new FakeViewer();
    late.hub.subscribe(viewer).watch('a', question('q'));
    await late.time.pass(1_000);
    expect(viewer.types()).toEqual(['status']);
    late.hub.attach(source);
    await late.time.pass(0);
    expect(viewer.types()).toEqual(['status', 'snapshot']);
    expect(time.timersLeft).toBe(0);
  });
});
