'use client';

import { useCallback, useSyncExternalStore } from 'react';

let now = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * The time, Unix ms, moving once a second for all who ask. While the page hydrates it is `renderedAt`, the server's time in
 * the HTML, so that relative times agree.
 */
export function useNow(renderedAt: number): number {
  const read = useCallback(() => {
    if (now === 0) now = Date.now();
    return now;
  }, []);
  return useSyncExternalStore(subscribe, read, () => renderedAt);
}
