'use client';

import { useSyncExternalStore } from 'react';

const signs = ['pointermove', 'pointerdown', 'keydown', 'touchstart', 'focusin'] as const;
const listeners = new Set<() => void>();
let isWanted = false;

function want(): void {
  isWanted = true;
  for (const sign of signs) window.removeEventListener(sign, want);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0 && !isWanted)
    for (const sign of signs) window.addEventListener(sign, want, { passive: true });
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) for (const sign of signs) window.removeEventListener(sign, want);
  };
}

/**
 * Whether somebody is at the page: false until the pointer moves, a key is pressed or the screen is touched. A chart that
 * is only looked at, as on a wall or a phone in passing, needs no code for tooltips.
 */
export function useWanted(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => isWanted,
    () => false,
  );
}
