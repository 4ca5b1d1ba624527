import type { StreamLike } from '@/app/_data/live-connection';
import { LiveStore } from '@/app/_data/live-store';
import { makeQueryClient } from '@/app/_data/make-query-client';
import type { IncidentSummary } from '@/lib/model/incident';
import type { LiveFrame } from '@/lib/model/live-frame';

it('a page without questions has a stream all the same, and hears of incidents on it', () => {
  jest.useFakeTimers();
  const streams: (StreamLike & { url: string })[] = [];
  const live = new LiveStore({
    queryClient: makeQueryClient(),
    workspace: 'main',
    openStream: (url) => {
      const stream = { url, onmessage: null, onerror: null, close: () => undefined };
      streams.push(stream);
      return stream;
    },
  });
  const stop = live.start();
  const heard: string[] = [];
  const unlisten = live.onIncident(({ id }) => heard.push(id));
  jest.runOnlyPendingTimers();
  expect(streams.map(({ url }) => url)).toEqual(['/api/live?workspace=main']);
  const say = (id: string) => {
    const frame: LiveFrame = { type: 'incident', incident: { id } as IncidentSummary };
    streams[0]?.onmessage?.({ data: JSON.stringify(frame) } as MessageEvent<string>);
  };
  say('i1');
  unlisten();
  say('i2');
  expect(heard).toEqual(['i1']);
  stop();
  jest.useRealTimers();
});

it('the first stream asks for what changed since the page was made, the ones after it do not', () => {
  jest.useFakeTimers();
  const streams: (StreamLike & { url: string })[] = [];
  const live = new LiveStore({
    queryClient: makeQueryClient(),
    workspace: 'main',
    incidentsAsOf: 7,
    random: () => 1,
    openStream: (url) => {
      const stream = { url, onmessage: null, onerror: null, close: () => undefined };
      streams.push(stream);
      return stream;
    },
  });
  const stop = live.start();
  jest.runOnlyPendingTimers();
  // It fails before it says anything: the next one is still the first.
  streams[0]?.onerror?.(new Event('error'));
  jest.advanceTimersByTime(2_000);
  streams[1]?.onmessage?.({ data: JSON.stringify({ type: 'heartbeat', now: 1 }) } as MessageEvent<string>);
  streams[1]?.onerror?.(new Event('error'));
  jest.advanceTimersByTime(2_000);
  const asked = '/api/live?workspace=main&incidents=7';
  expect(streams.map(({ url }) => url)).toEqual([asked, asked, '/api/live?workspace=main']);
  stop();
  jest.useRealTimers();
});
