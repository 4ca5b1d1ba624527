'use client';

import { useEffect, useRef, useState, type RefObject } from 'react';

/** This far below the window a panel begins to load, px: about what a reader scrolls while it answers. */
const ahead = 500;

/** Whether an element is, or once was, near the window. `printBoard` makes all of them near, for printing. */
export function useNear(isFirst: boolean): [RefObject<HTMLDivElement | null>, boolean] {
  const ref = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(isFirst);
  useEffect(() => {
    const element = ref.current;
    if (isNear || !element) return;
    const near = (): void => setNear(true);
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && near(), {
      rootMargin: `${ahead}px 0px`,
    });
    observer.observe(element);
    window.addEventListener(loadAll, near);
    window.addEventListener('beforeprint', near);
    return () => {
      observer.disconnect();
      window.removeEventListener(loadAll, near);
      window.removeEventListener('beforeprint', near);
    };
  }, [isNear]);
  return [ref, isNear];
}

const loadAll = 'sightglass:load-all-panels';

/** Prints the dashboard once the panels that wait for somebody to scroll are drawn, or after ten seconds. */
export async function printBoard(): Promise<void> {
  window.dispatchEvent(new Event(loadAll));
  for (let waited = 0; waited < 10_000; waited += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (document.querySelector('.board-grid [aria-busy="true"]') === null) break;
  }
  window.print();
}
