'use client';

import { Undo2, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button';

type Props = { text: string; onUndo: () => void; onGone: () => void };

const shownMs = 12_000;

/** What was done and the way to take it back. It goes by itself, but not while somebody is at it. */
export function UndoToast({ text, onUndo, onGone }: Props) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(onGone, shownMs);
    return () => clearTimeout(timer);
  }, [isHeld, onGone]);
  return (
    <div
      role="status"
      className="fixed inset-x-3 bottom-20 z-40 mx-auto flex max-w-md animate-pop items-center gap-2 rounded-lg border border-line bg-raised py-2 pr-2 pl-4 text-sm shadow-pop lg:bottom-6"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className="min-w-0 flex-1 truncate">{text}</span>
      <Button size="sm" onClick={onUndo}>
        <Undo2 aria-hidden />
        Undo
      </Button>
      <Button size="icon-sm" variant="quiet" aria-label="Close" onClick={onGone}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
