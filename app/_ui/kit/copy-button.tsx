'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button';
import { copyText } from './copy-text';

/** Copies `text`; says so in place for two seconds. Falls back to selecting when the clipboard is not allowed. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 2_000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async (): Promise<void> => {
    setState((await copyText(text)) ? 'copied' : 'refused');
  };
  const words = { idle: label, copied: 'Copied', refused: 'Select and copy by hand' }[state];
  return (
    <Button size="sm" onClick={() => void copy()}>
      {state === 'copied' ? <Check aria-hidden className="text-good" /> : <Copy aria-hidden />}
      <span aria-live="polite">{words}</span>
    </Button>
  );
}
