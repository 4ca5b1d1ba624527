'use client';

import { useEffect } from 'react';

const typing = 'input, select, textarea, [contenteditable], [role="dialog"], [role="menu"]';

/**
 * `j` and `k` move through the list, `a` acknowledges the one that has the focus. It is the real focus that moves, so Enter
 * opens and screen readers follow.
 */
export function ListKeys() {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(typing)) return;
      const act = actionOf(event.key);
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return null;
}

function actionOf(key: string): (() => void) | null {
  if (key === 'j') return () => move(1);
  if (key === 'k') return () => move(-1);
  if (key === 'a') return acknowledge;
  return null;
}

const focusedRow = (): Element | null => document.activeElement?.closest('[data-incident]') ?? null;

function move(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-incident-link]')];
  const row = focusedRow();
  const at = links.findIndex((link) => row?.contains(link) === true);
  const next = at < 0 ? (by > 0 ? links[0] : links.at(-1)) : links[Math.min(links.length - 1, Math.max(0, at + by))];
  next?.focus({ preventScroll: true });
  next?.closest('[data-incident]')?.scrollIntoView({ block: 'nearest' });
}

/** Through the row's own button, which is there only where it can be done. The focus stays in the row when it goes. */
function acknowledge(): void {
  const row = focusedRow();
  row?.querySelector<HTMLButtonElement>('[data-acknowledge]')?.click();
  row?.querySelector<HTMLElement>('[data-incident-link]')?.focus({ preventScroll: true });
}
