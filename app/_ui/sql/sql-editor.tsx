'use client';

import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useWanted } from '@/app/_ui/charts/use-wanted';
import type { EditorHandle } from './mount-editor';
import type { SqlSchema } from './sql-columns';
import type { SqlFault } from './sql-outcome';

type Props = {
  text: string;
  schema: SqlSchema;
  fault: SqlFault | null;
  onChange: (text: string) => void;
  onRun: () => void;
  /** Filled once the editor is there; until then the text area does its work. */
  handle: RefObject<EditorHandle | null>;
};

/** A text area in the first HTML; the editor is loaded when somebody is at the page and takes its place. */
export function SqlEditor({ text, schema, fault, onChange, onRun, handle }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const [isLoaded, setLoaded] = useState(false);
  const isWanted = useWanted();
  const latest = useRef({ text, onChange, onRun, fault });
  useEffect(() => {
    latest.current = { text, onChange, onRun, fault };
  });

  useEffect(() => {
    if (!isWanted) return;
    let isGone = false;
    void import('./mount-editor').then(({ mountEditor }) => {
      if (isGone || place.current === null) return;
      const caret = document.activeElement === area.current ? area.current?.selectionEnd : undefined;
      // What was typed before the script came is in the text area only.
      const typed = area.current?.value ?? latest.current.text;
      handle.current = mountEditor({
        parent: place.current,
        text: typed,
        schema,
        onChange: (next) => latest.current.onChange(next),
        onRun: () => latest.current.onRun(),
      });
      if (typed !== latest.current.text) latest.current.onChange(typed);
      handle.current.showFault(latest.current.fault);
      setLoaded(true);
      if (caret !== undefined) handle.current.focus(caret);
    });
    return () => {
      isGone = true;
      handle.current?.destroy();
      handle.current = null;
    };
  }, [handle, schema, isWanted]);

  useEffect(() => handle.current?.showFault(fault), [fault, handle]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    onRun();
  };
  return (
    <div className="h-56 resize-y overflow-auto rounded-t-lg bg-surface focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-accent sm:h-64">
      <div ref={place} className={isLoaded ? 'h-full' : 'hidden'} data-editor={isLoaded ? 'ready' : undefined} />
      {!isLoaded && (
        <textarea
          ref={area}
          name="q"
          aria-label="SQL statement"
          aria-describedby="sql-hint"
          spellCheck={false}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          placeholder="SELECT name, count() FROM events GROUP BY name"
          className="block h-full w-full resize-none bg-transparent py-2.5 pr-3 pl-10 font-mono text-base outline-none placeholder:text-faint"
        />
      )}
    </div>
  );
}
