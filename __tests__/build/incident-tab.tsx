import { HydrationBoundary, QueryClientProvider, type DehydratedState } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { IncidentFeed } from '@/app/_data/incidents/incident-feed';
import type { OpenIncidents } from '@/app/_data/incidents/incident-cache';
import type { StreamLike } from '@/app/_data/live-connection';
import { LiveProvider } from '@/app/_data/live-provider';
import { makeQueryClient } from '@/app/_data/make-query-client';
import { problemOf } from '@/lib/errors/problem';
import { AppError } from '@/lib/errors/app-error';
import type { IncidentSummary } from '@/lib/model/incident';

type Call = {
  method: string;
  path: string;
  body: unknown;
  answer: (body: unknown) => Promise<void>;
  refuse: (words: string) => Promise<void>;
};

type Given = {
  state?: DehydratedState;
  open?: OpenIncidents;
  /** What the doors answer that the page reads from, by path. */
  answers?: Record<string, unknown>;
};

/** A tab of the portal whose stream and doors speak when told. Questions of the page itself are answered at once. */
export function openTab(children: ReactNode, given: Given = {}) {
  const stream: StreamLike = { onmessage: null, onerror: null, close: () => undefined };
  const calls: Call[] = [];
  const answers = new Map<string, unknown>([
    ['/api/incidents?status=open', { incidents: [], cursor: null }],
    ...Object.entries(given.answers ?? {}),
  ]);
  jest.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const path = input instanceof Request ? input.url : String(input);
    const method = init?.method ?? 'GET';
    if (method === 'GET') {
      const known = answers.get(path);
      return Promise.resolve(known === undefined ? Response.json({}, { status: 404 }) : Response.json(known));
    }
    return new Promise((resolve) => {
      const settle = (response: Response) =>
        act(async () => {
          resolve(response);
          await jest.advanceTimersByTimeAsync(1);
        });
      calls.push({
        method,
        path,
        body: JSON.parse(typeof init?.body === 'string' ? init.body : 'null'),
        answer: (body) => settle(Response.json(body)),
        refuse: (words) =>
          settle(
            Response.json(problemOf(new AppError('conflict', words)), {
              status: 409,
              headers: { 'content-type': 'application/problem+json' },
            }),
          ),
      });
    });
  });
  const client = makeQueryClient();
  const view = render(
    <QueryClientProvider client={client}>
      <LiveProvider workspace="main" options={{ openStream: () => stream, random: () => 1 }}>
        <IncidentFeed initial={given.open ?? {}}>
          <HydrationBoundary state={given.state}>{children}</HydrationBoundary>
        </IncidentFeed>
      </LiveProvider>
    </QueryClientProvider>,
  );
  const pass = (ms: number) => act(() => jest.advanceTimersByTimeAsync(ms));
  return {
    ...view,
    client,
    calls,
    answers,
    pass,
    /** Opens the stream, as it does by itself a moment after the page is there. */
    connect: () => pass(200),
    hear: (...incidents: IncidentSummary[]) =>
      act(async () => {
        for (const incident of incidents)
          stream.onmessage?.({ data: JSON.stringify({ type: 'incident', incident }) } as MessageEvent<string>);
        await jest.advanceTimersByTimeAsync(1);
      }),
  };
}
