'use client';

import { useEffect, useEffectEvent } from 'react';

type Keys = { isBlocked: boolean; undo: () => void; redo: () => void; save: () => void; cancel: () => void };

/** Ctrl+Z and Ctrl+Shift+Z, `s` or Ctrl+S to save, Escape to leave; not while somebody types or a dialog is open. */
export function useEditorKeys(keys: Keys): void {
  const press = useEffectEvent((event: KeyboardEvent): void => {
    if (keys.isBlocked || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    const run = actionOf(event, keys);
    if (!run) return;
    event.preventDefault();
    run();
  });
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function actionOf(event: KeyboardEvent, keys: Keys): (() => void) | undefined {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key === 'z') return event.shiftKey ? keys.redo : keys.undo;
    return { y: keys.redo, s: keys.save }[key];
  }
  return { s: keys.save, escape: keys.cancel }[key];
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, select, textarea, [contenteditable], [role="dialog"], [role="menu"], details[open]') !== null;
