'use client';

import { useCallback, useRef, useSyncExternalStore } from 'react';

/**
 * The width of an element in px, kept current (not rounded to whole ones: the still picture is not either); 0 on the server and in the first paint, so that the server's HTML is
 * what hydration expects.
 */
export function useWidth<E extends HTMLElement>(): [ref: (element: E | null) => void, width: number] {
  const element = useRef<E | null>(null);
  const width = useRef(0);
  const observer = useRef<ResizeObserver | null>(null);
  const notify = useRef<() => void>(() => undefined);

  const measure = useCallback(() => {
    const next = Math.round((element.current?.getBoundingClientRect().width ?? 0) * 100) / 100;
    if (next === width.current) return;
    width.current = next;
    notify.current();
  }, []);
  const ref = useCallback(
    (node: E | null) => {
      element.current = node;
      observer.current?.disconnect();
      if (!node) return;
      observer.current = new ResizeObserver(measure);
      observer.current.observe(node);
    },
    [measure],
  );
  const subscribe = useCallback(
    (onChange: () => void) => {
      notify.current = onChange;
      measure();
      return () => {
        notify.current = () => undefined;
      };
    },
    [measure],
  );
  return [
    ref,
    useSyncExternalStore(
      subscribe,
      () => width.current,
      () => 0,
    ),
  ];
}
