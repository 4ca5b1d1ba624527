'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import type { Problem } from '@/lib/errors/problem';
import type { Answer } from '@/lib/model/answer';
import type { PortalStatus } from '@/lib/model/live-frame';
import type { QuerySpec } from '@/lib/model/query-spec';
import type { Connection } from './live-connection';
import { LiveStore, type LiveStoreOptions, type PanelView, type PortalView } from './live-store';
import { panelQuery } from './panel-query';

type LiveContext = { store: LiveStore; workspace: string };
const Context = createContext<LiveContext | null>(null);

type Props = {
  /** Slug of the workspace whose questions are watched. */
  workspace: string;
  /** When the incidents of the page were looked up, Unix ms. */
  incidentsAsOf?: number | undefined;
  children: ReactNode;
  /** For tests. */
  options?: Partial<Omit<LiveStoreOptions, 'queryClient' | 'workspace' | 'incidentsAsOf'>>;
};

/** Holds the one live stream of the tab. Stands inside a QueryProvider, outside of everything that shows live numbers. */
export function LiveProvider({ workspace, incidentsAsOf, children, options }: Props) {
  const queryClient = useQueryClient();
  const make = () => ({ workspace, store: new LiveStore({ ...options, queryClient, workspace, incidentsAsOf }) });
  const [live, setLive] = useState<LiveContext>(make);
  if (live.workspace !== workspace) setLive(make());
  useEffect(() => live.store.start(), [live]);
  return <Context value={live}>{children}</Context>;
}

/** The stream of the tab, for hooks that watch questions. */
export function useLive(): LiveContext {
  const live = useContext(Context);
  if (!live) throw new Error('A LiveProvider has to stand above this component.');
  return live;
}

/** Slug of the workspace that the page is about. */
export const useWorkspace = (): string => useLive().workspace;

export type LiveAnswer = {
  answer: Answer | null;
  /** Why there is no newer answer; shown next to the last one. */
  problem: Problem | null;
  isLive: boolean;
  connection: Connection;
  /** When the numbers were last changed or confirmed, Unix ms of the browser; null before the first live frame. */
  lastUpdateAt: number | null;
  retry: () => void;
};

export const idle: PanelView = { isLive: false, lastUpdateAt: null };
export const idlePortal: PortalView = { connection: 'connecting', status: null };

/** How an answer is kept up to date: by the stream, or asked again every so many ms; 0 is never. */
export type Pace = 'live' | number;

/** A hidden tab asks nothing; the numbers follow when somebody looks again. */
export const polling = (pace: Pace) =>
  pace === 'live' || pace === 0 ? {} : { refetchInterval: pace, refetchOnWindowFocus: true, staleTime: pace };

/**
 * The answer to a question, kept up to date while the component is mounted. Suspends until there is a first answer or a
 * reason why there is none, so it needs a Suspense boundary above; it never throws for a failed question.
 */
export function useLiveAnswer(spec: QuerySpec, pace: Pace = 'live'): LiveAnswer {
  const { store, workspace } = useLive();
  const { data, refetch } = useSuspenseQuery({ ...panelQuery(workspace, spec), ...polling(pace) });
  const view = useSyncExternalStore(
    store.subscribe,
    () => store.viewOf(spec),
    () => idle,
  );
  const { connection, status } = useSyncExternalStore(store.subscribe, store.portal, () => idlePortal);
  const answer = useMemo(() => duringOutage(data.answer, status), [data.answer, status]);
  // Specs are plain data and often built anew while rendering; what they say decides, not which object says it.
  const text = JSON.stringify(spec);
  useEffect(() => (pace === 'live' ? store.register(JSON.parse(text) as QuerySpec) : undefined), [store, text, pace]);
  // A question that already waits for its turn keeps its place.
  const retry = useCallback(() => void refetch({ cancelRefetch: false }), [refetch]);
  return { ...data, answer, ...view, isLive: view.isLive && connection === 'live', connection, retry };
}

/** The answer to a question as it was when it was asked; `retry` asks again. Suspends like `useLiveAnswer`. */
export function useStillAnswer(spec: QuerySpec): LiveAnswer {
  const { workspace } = useLive();
  const { data, refetch } = useSuspenseQuery(panelQuery(workspace, spec));
  const retry = useCallback(() => void refetch({ cancelRefetch: false }), [refetch]);
  return { ...data, isLive: false, connection: 'live', lastUpdateAt: null, retry };
}

/**
 * While the engine is away every number on screen is as old as its absence, also those that nobody has asked for since:
 * they were kept current until then.
 */
export function duringOutage(answer: Answer | null, status: PortalStatus | null): Answer | null {
  if (!answer || !status || status.engine === 'ready' || answer.meta.freshness === 'stale') return answer;
  const reason = status.engine === 'down' ? 'engine_down' : 'engine_restarting';
  return {
    ...answer,
    meta: { ...answer.meta, freshness: 'stale', reason, asOf: Math.max(answer.meta.asOf, status.since), ageMs: 0 },
  };
}

/** How the portal and the way to it are doing; `status` is null until the stream has said so. */
export function usePortalStatus(): { connection: Connection; status: PortalStatus | null } {
  const { store } = useLive();
  return useSyncExternalStore(store.subscribe, store.portal, () => idlePortal);
}
