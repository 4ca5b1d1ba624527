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
