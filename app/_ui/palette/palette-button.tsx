'use client';

import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { PaletteWorkspace } from './palette-props';

// Loaded with the first use: most visits need neither.
const Palette = lazy(() => import('./palette').then((module) => ({ default: module.Palette })));
const Shortcuts = lazy(() => import('./shortcuts').then((module) => ({ default: module.Shortcuts })));

type Props = { workspace: string; workspaces: readonly PaletteWorkspace[] };

const typing = 'input, select, textarea, [contenteditable], [role="dialog"]';

/** Opens the command palette by click or Ctrl+K, and the list of keys by a question mark. */
export function PaletteButton({ workspace, workspaces }: Props) {
  const [open, setOpen] = useState<'palette' | 'shortcuts' | null>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented) return;
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        setOpen((last) => (last === 'palette' ? null : 'palette'));
        return;
      }
      const isTyping = event.target instanceof Element && event.target.closest(typing) !== null;
      if (event.key === '?' && !isTyping && !event.ctrlKey && !event.metaKey) setOpen('shortcuts');
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  const close = (): void => setOpen(null);
  return (
    <>
      <button
        type="button"
        aria-label="Search and commands"
        aria-keyshortcuts="Control+K Meta+K"
        title="Search and commands (Ctrl+K)"
        onClick={() => setOpen('palette')}
        className="flex h-8.5 items-center gap-2 rounded-md px-2.5 text-sm text-muted transition-colors hover:bg-hover hover:text-ink md:border md:border-line md:bg-surface md:pr-1.5"
      >
        <Search aria-hidden className="size-4" />
        <span aria-hidden className="hidden md:inline">
          Search
        </span>
        <kbd aria-hidden className="hidden rounded-sm bg-sunken px-1.5 font-mono text-2xs text-faint md:inline">
          Ctrl K
        </kbd>
      </button>
      <Suspense fallback={null}>
        {open === 'palette' && (
          <Palette {...{ workspace, workspaces }} onClose={close} onShortcuts={() => setOpen('shortcuts')} />
        )}
        {open === 'shortcuts' && <Shortcuts onClose={close} />}
      </Suspense>
    </>
  );
}
