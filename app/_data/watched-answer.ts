'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { QuerySpec } from '@/lib/model/query-spec';
import { duringOutage, idle, idlePortal, polling, useLive, type LiveAnswer, type Pace } from './live-provider';
import { panelQuery, type PanelState } from './panel-query';

/** An answer that may be on its way; `isPrevious`: it is that of the question asked before. */
export type WatchedAnswer = LiveAnswer & { isPrevious: boolean };

/** The stream brings a new question's answer; one that has not come by then is asked for by itself, ms. */
const patienceMs = 2_500;
const unknown: PanelState = { answer: null, problem: null };

/**
 * As `useLiveAnswer`, for questions that nobody prefetched: it does not suspend, and the first answer comes over the stream
 * together with those of all other panels, so that scrolling through a long dashboard makes few requests.
 */
export function useWatchedAnswer(spec: QuerySpec, pace: Pace): WatchedAnswer {
  const { store, workspace } = useLive();
  const text = JSON.stringify(spec);
  const isLate = useLateness(text);
  const { connection, status } = useSyncExternalStore(store.subscribe, store.portal, () => idlePortal);
  const { data, refetch, isPlaceholderData } = useQuery({
    ...panelQuery(workspace, spec),
    ...polling(pace),
    enabled: pace !== 'live' || isLate || connection === 'offline',
    placeholderData: keepPreviousData,
  });
  const view = useSyncExternalStore(
    store.subscribe,
    () => store.viewOf(spec),
    () => idle,
  );
  useEffect(() => (pace === 'live' ? store.register(JSON.parse(text) as QuerySpec) : undefined), [store, text, pace]);
  const { answer: last, problem } = data ?? unknown;
  const answer = useMemo(() => duringOutage(last, status), [last, status]);
  const retry = useCallback(() => void refetch(), [refetch]);
  const isLive = view.isLive && connection === 'live';
  return { answer, problem, ...view, isLive, connection, retry, isPrevious: isPlaceholderData };
}

/** Whether the question has been on screen for a while. */
function useLateness(text: string): boolean {
  const [late, setLate] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setLate(text), patienceMs);
    return () => clearTimeout(timer);
  }, [text]);
  return late === text;
}
