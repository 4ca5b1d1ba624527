import { parseSpec } from '@/lib/query/parse-spec';
import { specKey } from '@/lib/query/spec-key';
import type { WatchRequest } from '@/lib/model/live-frame';
import { cuttingProxy, seededRandom } from './cutting-proxy';
import { apiKey, streamPortal, until } from './portal';
import { sseReader, wsReader } from './readers';
import { Replay } from './replay';

jest.setTimeout(120_000);
const seed = 20_261;
const wantedCuts = 120;
const names = ['departure', 'arrival'];
const range = { last: '15m' };
const watches: WatchRequest[] = [
  { id: 'total', spec: { kind: 'total', measures: [{ agg: 'count' }], range } },
  { id: 'trend', spec: { kind: 'trend', measures: [{ agg: 'count', event: 'departure' }], range } },
  { id: 'by name', spec: { kind: 'breakdown', measures: [{ agg: 'count' }], by: ['name'], range } },
];

let portal: Awaited<ReturnType<typeof streamPortal>>;
beforeAll(async () => {
  portal = await streamPortal();
});
afterAll(() => portal.stop());

/** Stands next to the hub, where nothing is cut: what every reader should have had. */
async function watchTruth(): Promise<Replay> {
  const truth = new Replay();
  const workspaceId = (await portal.services.store.workspaces.findBySlug('main'))?.id ?? '';
  const send = (frame: Parameters<Replay['take']>[0]) => {
    truth.take(frame);
    return true;
  };
  const stream = portal.services.live.subscribe({ send });
  for (const { id, spec: input } of watches) {
    const spec = parseSpec(input);
    stream.watch(id, { workspaceId, key: specKey(workspaceId, spec), spec });
  }
  return truth;
}

describe('readers whose connections are cut at random, in the head, within frames and between them', () => {
  it('see every state as it was, in order and none twice, and end with the whole truth, on both transports', async () => {
    const random = seededRandom(seed);
    const proxy = await cuttingProxy(portal.origin, random, 4_000);
    const truth = await watchTruth();
    const input = { origin: proxy.origin, key: apiKey, watches };
    const readers = [sseReader(input), wsReader(input), sseReader(input), wsReader(input)];
    let sent = 0;
    while (proxy.cuts() < wantedCuts) {
      const events = Array.from({ length: 1 + Math.floor(random() * 5) }, () => names[Math.floor(random() * 2)] ?? '');
      await portal.send(events);
      sent += events.length;
      await new Promise((resolve) => setTimeout(resolve, random() * 60));
    }
    proxy.stopCutting();
    const countOf = (replay: Replay) => {
      const data = replay.answerOf('total')?.data;
      return data?.kind === 'total' ? data.values[0]?.value : undefined;
    };
    await until(
      () => [truth, ...readers.map(({ replay }) => replay)].every((one) => countOf(one) === sent),
      'all is told',
    );
    const last = () => watches.map(({ id }) => JSON.stringify(truth.answerOf(id)?.data));
    await until(
      () =>
        readers.every(({ replay }) => {
          const theirs = watches.map(({ id }) => JSON.stringify(replay.answerOf(id)?.data));
          return theirs.every((text, n) => text === last()[n]);
        }),
      'readers show what the hub has',
    );
    for (const reader of readers) reader.stop();
    proxy.close();

    expect(truth.faults).toEqual([]);
    for (const { replay, connects } of readers) {
      expect(replay.faults).toEqual([]);
      expect(connects()).toBeGreaterThan(10);
      for (const { id, position, state } of replay.all())
        expect([id, position, state]).toEqual([id, position, truth.at(id, position)]);
    }
    // Readers that saw next to nothing between two cuts would prove nothing.
    const seen = readers.reduce((sum, { replay }) => sum + replay.all().length, 0);
    expect(seen).toBeGreaterThan(100);
  });
});
