'use client';

import { useCallback, useSyncExternalStore } from 'react';

export type HistoryEntry = { sql: string; at: number; rows: number | null };

const maxEntries = 50;
const keyOf = (workspace: string): string => `sightglass.sql.history.${workspace}`;
const none: HistoryEntry[] = [];
const listeners = new Set<() => void>();
const known = new Map<string, { text: string | null; entries: HistoryEntry[] }>();

/** The last statements of this browser in a workspace, newest first. Empty where the browser keeps nothing. */
export function useHistory(workspace: string) {
  const read = useCallback(() => entriesOf(workspace), [workspace]);
  const entries = useSyncExternalStore(subscribe, read, () => none);
  const remember = useCallback(
    (entry: HistoryEntry) => {
      const others = entriesOf(workspace).filter(({ sql }) => sql !== entry.sql);
      write(workspace, [entry, ...others].slice(0, maxEntries));
    },
    [workspace],
  );
  const clear = useCallback(() => write(workspace, []), [workspace]);
  return { entries, remember, clear };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

function entriesOf(workspace: string): HistoryEntry[] {
  const text = stored(workspace);
  const last = known.get(workspace);
  // The same array for the same text, or React would see a change in every look.
  if (last && last.text === text) return last.entries;
  const entries = text === null ? none : parsed(text);
  known.set(workspace, { text, entries });
  return entries;
}

function stored(workspace: string): string | null {
  try {
    return localStorage.getItem(keyOf(workspace));
  } catch {
    // Storage may be switched off; then there is no history, and everything else works.
    return null;
  }
}

function parsed(text: string): HistoryEntry[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isEntry) : none;
  } catch {
    return none;
  }
}

function isEntry(value: unknown): value is HistoryEntry {
  return (
    typeof value === 'object' && value !== null && 'sql' in value && typeof value.sql === 'string' && 'at' in value
  );
}

function write(workspace: string, entries: HistoryEntry[]): void {
  try {
    localStorage.setItem(keyOf(workspace), JSON.stringify(entries));
  } catch {
    // Full or switched off: the statement still ran.
  }
  for (const listener of listeners) listener();
}
