import { dehydrate, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import { Profiler, Suspense, type ReactNode } from 'react';
import type { StreamLike } from '@/app/_data/live-connection';
import { LiveProvider, useLiveAnswer, usePortalStatus } from '@/app/_data/live-provider';
import { makeQueryClient } from '@/app/_data/make-query-client';
import { panelKey, type PanelState } from '@/app/_data/panel-query';
import { prefetchPanels } from '@/app/_data/prefetch';
import { SeededPanels } from '@/app/_data/seeded-panels';
import { AppError } from '@/lib/errors/app-error';
import type { Answer } from '@/lib/model/answer';
import type { LiveFrame, WatchRequest } from '@/lib/model/live-frame';
import { querySpecSchema, type QuerySpec } from '@/lib/model/query-spec';

class FakeStream implements StreamLike {
  onmessage: StreamLike['onmessage'] = null;
  onerror: StreamLike['onerror'] = null;
  isClosed = false;
  constructor(readonly url: string) {}
  close(): void {
    this.isClosed = true;
  }
  watches(): WatchRequest[] {
    const text = new URL(this.url, 'http://portal').searchParams.get('watch');
    return text === null ? [] : (JSON.parse(Buffer.from(text, 'base64url').toString()) as WatchRequest[]);
  }
  say(...frames: LiveFrame[]): void {
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) } as MessageEvent<string>);
  }
}

const spec = (event: string): QuerySpec =>
  querySpecSchema.parse({ kind: 'total', measures: [{ agg: 'count', event }], range: { last: '1h' } });
const answer = (event: string, value: number, asOf = 1): Answer => ({
  data: { kind: 'total', values: [{ label: event, value }] },
  query: spec(event),
  meta: { asOf, freshness: 'fresh', ageMs: 0, tookMs: 1, rowsRead: 1, source: 'events' },
});
const patch = (id: string, seq: number, value: number): LiveFrame => {
  const { data, meta } = answer('a', value, seq);
  return { type: 'patch', id, seq, cursor: `e-${seq}`, patch: { kind: 'replace', data }, meta };
};
const ready: LiveFrame = { type: 'status', status: { engine: 'ready', since: 1 } };

const renders = { count: 0 };
function Panel({ event }: { event: string }) {
  const { answer: shown, problem, isLive, connection } = useLiveAnswer(spec(event));
  const value = shown?.data.kind === 'total' ? shown.data.values[0]?.value : undefined;
  return (
    <p
      data-testid={event}
    >{`${value ?? 'none'} ${problem?.code ?? 'fine'} ${isLive ? 'live' : 'still'} ${connection}`}</p>
  );
}
function Status() {
  const { connection, status } = usePortalStatus();
  return <p data-testid="status">{`${connection} ${status?.engine ?? 'unknown'}`}</p>;
}

/** A tab with a fake stream and animation frames that come when told. */
function tab() {
  const streams: FakeStream[] = [];
  const frames: (() => void)[] = [];
  const client = makeQueryClient();
  const options = {
    openStream: (url: string) => {
      const stream = new FakeStream(url);
      streams.push(stream);
      return stream;
    },
    random: () => 1,
    now: () => 42,
    schedule: (run: () => void) => {
      frames.push(run);
      return () => void frames.splice(frames.indexOf(run), 1);
    },
  };
  const wrap = (children: ReactNode) => (
    <QueryClientProvider client={client}>
      <LiveProvider workspace="main" options={options}>
        <Profiler id="panels" onRender={() => (renders.count += 1)}>
          <Suspense fallback="loading">{children}</Suspense>
        </Profiler>
      </LiveProvider>
    </QueryClientProvider>
  );
  /** Draws what has arrived, as the next animation frame would. */
  const draw = async () => {
    await act(async () => {
      for (const run of frames.splice(0)) run();
      await jest.advanceTimersByTimeAsync(1);
    });
  };
  const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));
  const newest = () => streams.at(-1) as FakeStream;
  const seed = (event: string, value: number, asOf = 1) =>
    client.setQueryData<PanelState>(panelKey('main', spec(event)), {
      answer: answer(event, value, asOf),
      problem: null,
    });
  return { streams, client, wrap, draw, pass, newest, seed };
}

const textOf = (id: string) => screen.getByTestId(id).textContent;
let fetched: jest.SpyInstance;

beforeEach(() => {
  renders.count = 0;
  jest.useFakeTimers();
  fetched = jest.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no request is expected'));
});
afterEach(() => {
  jest.useRealTimers();
  fetched.mockRestore();
});

describe('the live stream of a tab', () => {
  it('is one for all panels, says what the page already has, and asks for nothing again', async () => {
    const { streams, wrap, pass, newest, seed } = tab();
    seed('a', 5, 100);
    seed('b', 6, 200);
    render(wrap([<Panel key="1" event="a" />, <Panel key="2" event="b" />, <Panel key="3" event="a" />]));
    expect(textOf('b')).toBe('6 fine still connecting');
    await pass(200);
    expect(streams).toHaveLength(1);
    expect(
      newest()
        .watches()
        .map(({ asOf }) => asOf),
    ).toEqual([100, 200]);
    expect(fetched).not.toHaveBeenCalled();
  });

  it('draws a burst of fifty patches once', async () => {
    const { wrap, pass, draw, newest, seed } = tab();
    seed('a', 0);
    render(wrap(<Panel event="a" />));
    await pass(200);
    const id = newest().watches()[0]?.id ?? '';
    newest().say(ready, { type: 'current', id, seq: 1, cursor: 'e-1' });
    await draw();
    expect(textOf('a')).toBe('0 fine live live');
    const before = renders.count;
    for (let seq = 2; seq <= 51; seq += 1) newest().say(patch(id, seq, seq));
    await draw();
    expect(textOf('a')).toBe('51 fine live live');
    expect(renders.count - before).toBe(1);
  });

  it('keeps the numbers and shows the reason when a question fails, until it is answered again', async () => {
    const { wrap, pass, draw, newest, seed } = tab();
    seed('a', 5);
    render(wrap([<Panel key="1" event="a" />, <Status key="2" />]));
    await pass(200);
    const id = newest().watches()[0]?.id ?? '';
    newest().say(
      { type: 'status', status: { engine: 'restarting', since: 1 } },
      { type: 'current', id, seq: 1, cursor: 'e-1' },
      { type: 'failed', id, seq: 2, cursor: 'e-2', code: 'engine_unavailable', message: 'restarting' },
    );
    await draw();
    expect(textOf('a')).toBe('5 engine_unavailable live live');
    expect(textOf('status')).toBe('live restarting');
    newest().say(patch(id, 3, 6));
    await draw();
    expect(textOf('a')).toBe('6 fine live live');
  });

  it('opens the next stream before it closes the last when panels come and go, and takes nothing twice', async () => {
    const { streams, wrap, pass, draw, newest, seed } = tab();
    seed('a', 1);
    seed('b', 1);
    const { rerender } = render(wrap(<Panel event="a" />));
    await pass(200);
    const first = newest();
    const id = first.watches()[0]?.id ?? '';
    first.say(ready, { type: 'current', id, seq: 1, cursor: 'e-1' });
    rerender(wrap([<Panel key="1" event="a" />, <Panel key="2" event="b" />]));
    await pass(200);
    const second = newest();
    expect(streams).toHaveLength(2);
    expect(first.isClosed).toBe(false);
    expect(second.watches().map(({ since, asOf }) => since ?? asOf)).toEqual(['e-1', 1]);
    first.say(patch(id, 2, 2));
    second.say(ready, { type: 'current', id, seq: 1, cursor: 'e-1' }, patch(id, 2, 2), patch(id, 3, 3));
    await draw();
    expect(first.isClosed).toBe(true);
    expect(textOf('a')).toBe('3 fine live live');
  });

  it('comes back by itself with growing pauses and goes on where it was', async () => {
    const { streams, wrap, pass, draw, newest, seed } = tab();
    seed('a', 1);
    render(wrap(<Panel event="a" />));
    await pass(200);
    const id = newest().watches()[0]?.id ?? '';
    newest().say(ready, { type: 'current', id, seq: 1, cursor: 'e-1' }, patch(id, 2, 2));
    newest().onerror?.(new Event('error'));
    await draw();
    expect(textOf('a')).toBe('2 fine still connecting');
    await pass(1_000);
    expect(streams).toHaveLength(2);
    expect(newest().watches()[0]?.since).toBe('e-2');
    newest().onerror?.(new Event('error'));
    await draw();
    expect(textOf('a')).toBe('2 fine still offline');
    await pass(1_998);
    expect(streams).toHaveLength(2);
    await pass(1);
    expect(streams).toHaveLength(3);
    newest().say(ready, patch(id, 3, 9));
    await draw();
    expect(textOf('a')).toBe('9 fine live live');
  });

  it('waits as long as the portal asks it to when the portal stops', async () => {
    const { streams, wrap, pass, newest } = tab();
    render(wrap(<Status />));
    await pass(200);
    newest().say(ready, { type: 'closing', retryInMs: 2_500 });
    await pass(2_400);
    expect(streams).toHaveLength(1);
    await pass(200);
    expect(streams).toHaveLength(2);
  });

  it('takes an announced restart for what it is: keeps looking every few seconds and is not offline for a minute', async () => {
    const { streams, wrap, pass, draw, newest } = tab();
    render(wrap(<Status />));
    await pass(200);
    newest().say(ready, { type: 'closing', retryInMs: 1_000 });
    await pass(1_100);
    for (let n = 0; n < 12; n += 1) {
      const before = streams.length;
      newest().onerror?.(new Event('error'));
      await draw();
      expect(document.body.textContent).not.toContain('offline');
      await pass(3_100);
      expect(streams.length).toBeGreaterThan(before);
    }
    newest().say(ready);
    await draw();
    expect(document.body.textContent).toContain('live');
    for (let n = 0; n < 2; n += 1) {
      newest().onerror?.(new Event('error'));
      await pass(5_000);
    }
    await draw();
    expect(document.body.textContent).toContain('offline');
  });

  it('asks for the whole answer when a patch is missing', async () => {
    const { streams, wrap, pass, draw, newest, seed } = tab();
    seed('a', 1);
    render(wrap(<Panel event="a" />));
    await pass(200);
    const id = newest().watches()[0]?.id ?? '';
    newest().say(ready, { type: 'current', id, seq: 1, cursor: 'e-1' }, patch(id, 3, 3));
    await draw();
    expect(textOf('a')).toBe('1 fine still live');
    await pass(200);
    expect(streams).toHaveLength(2);
    expect(newest().watches()[0]).not.toHaveProperty('since');
    expect(newest().watches()[0]).not.toHaveProperty('asOf');
    newest().say(ready, { type: 'snapshot', id, seq: 4, cursor: 'e-4', answer: answer('a', 4, 4) });
    await draw();
    expect(textOf('a')).toBe('4 fine live live');
  });

  it('treats a stream that is silent for three heartbeats as dead', async () => {
    const { streams, wrap, pass, newest } = tab();
    render(wrap(<Status />));
    await pass(200);
    newest().say(ready);
    await pass(40_000);
    newest().say({ type: 'heartbeat', now: 1 });
    await pass(44_000);
    expect(streams).toHaveLength(1);
    await pass(1_000);
    expect(streams).toHaveLength(2);
  });

  it('ends with the tab', async () => {
    const { wrap, pass, newest } = tab();
    const { unmount } = render(wrap(<Status />));
    await pass(200);
    unmount();
    expect(newest().isClosed).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('a page that the server prepared', () => {
  const never = new Promise<never>(() => {});

  it('shows answers and problems at once and makes no request', async () => {
    const failures: unknown[] = [];
    const { seed, pending } = await prefetchPanels({
      workspace: 'main',
      specs: [spec('a'), spec('b')],
      run: (asked) =>
        'measures' in asked && asked.measures[0]?.event === 'a'
          ? Promise.resolve(answer('a', 7))
          : Promise.reject(new AppError('engine_unavailable', 'The engine is down.')),
      onFailure: (error) => failures.push(error),
    });
    const { wrap, pass } = tab();
    render(
      wrap(
        <SeededPanels seed={JSON.parse(JSON.stringify(seed)) as typeof seed}>
          {[<Panel key="1" event="a" />, <Panel key="2" event="b" />]}
        </SeededPanels>,
      ),
    );
    expect(textOf('a')).toBe('7 fine still connecting');
    expect(textOf('b')).toBe('none engine_unavailable still connecting');
    await pass(1_000);
    expect(fetched).not.toHaveBeenCalled();
    expect(failures).toHaveLength(1);
    expect(pending).toEqual([]);
  });

  it('waits for its panels only up to the deadline and streams the rest', async () => {
    let answerNow = (_: Answer) => {};
    const slow = new Promise<Answer>((resolve) => (answerNow = resolve));
    const preparing = prefetchPanels({
      workspace: 'main',
      specs: [spec('a')],
      run: () => slow,
      deadlineMs: 150,
    });
    await jest.advanceTimersByTimeAsync(150);
    const { seed, pending } = await preparing;
    expect(pending).toEqual([spec('a')]);
    const { wrap, pass } = tab();
    await act(
      async () =>
        void render(
          wrap(
            <SeededPanels seed={seed}>
              <Panel event="a" />
            </SeededPanels>,
          ),
        ),
    );
    expect(screen.getByText('loading')).toBeInTheDocument();
    answerNow(answer('a', 8));
    await pass(10);
    await waitFor(() => expect(textOf('a')).toBe('8 fine still connecting'));
    expect(fetched).not.toHaveBeenCalled();
  });

  it('starts all questions before it waits for any', async () => {
    const started: QuerySpec[] = [];
    const preparing = prefetchPanels({
      workspace: 'main',
      specs: ['a', 'b', 'c'].map(spec),
      run: (asked) => {
        started.push(asked);
        return never;
      },
      deadlineMs: 10,
    });
    expect(started).toHaveLength(3);
    await jest.advanceTimersByTimeAsync(10);
    await preparing;
  });

  it('keys a question alike on the server and in the browser, whatever the order of its fields', () => {
    const client = new QueryClient();
    client.setQueryData(panelKey('main', spec('a')), { answer: null, problem: null });
    const shuffled = Object.fromEntries(Object.entries(spec('a')).reverse()) as unknown as QuerySpec;
    expect(client.getQueryData(panelKey('main', shuffled))).toBeDefined();
    expect(dehydrate(client).queries).toHaveLength(1);
  });
});

describe('a panel that nobody prepared', () => {
  it('asks once, and keeps its last numbers when asking again fails', async () => {
    const { wrap, pass, newest, draw } = tab();
    fetched.mockResolvedValue({ ok: true, json: () => Promise.resolve(answer('a', 3)) });
    await act(async () => void render(wrap(<Panel event="a" />)));
    await pass(10);
    expect(textOf('a')).toBe('3 fine still connecting');
    expect(fetched).toHaveBeenCalledTimes(1);
    await pass(200);
    newest().say(ready);
    await draw();
    expect(newest().watches()[0]?.asOf).toBe(1);
  });

  it('shows the problem that the portal names', async () => {
    const { wrap, pass } = tab();
    fetched.mockResolvedValue({
      ok: false,
      status: 503,
      headers: new Headers({ 'content-type': 'application/problem+json' }),
      json: () =>
        Promise.resolve({
          code: 'overloaded',
          detail: 'busy',
          title: 'Busy',
          type: 'about:blank',
          status: 503,
          retryAfterMs: 900,
        }),
    });
    await act(async () => void render(wrap(<Panel event="a" />)));
    await pass(10);
    expect(textOf('a')).toBe('none overloaded still connecting');
  });
});
