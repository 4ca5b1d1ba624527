'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Input } from '@/app/_ui/kit/field';
import { shortAge } from '@/app/_ui/panels/relative-time';
import type { HistoryEntry } from './use-history';

type Props = { entries: readonly HistoryEntry[]; onPick: (sql: string) => void; clear: () => void; now: number };

/** The last statements of this browser; a click brings one back into the editor. */
export function HistoryList({ entries, onPick, clear, now }: Props) {
  const [wanted, setWanted] = useState('');
  const found = entries.filter(({ sql }) => sql.toLowerCase().includes(wanted.trim().toLowerCase()));
  if (entries.length === 0)
    return <p className="px-2 py-3 text-sm text-muted">Statements that you run here are kept in this browser.</p>;
  return (
    <div className="grid gap-2">
      <div className="flex gap-2">
        <Input
          type="search"
          aria-label="Search the history"
          placeholder="Search"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        <Button variant="quiet" onClick={clear}>
          Clear
        </Button>
      </div>
      <ul className="scroll-quiet max-h-[30rem] overflow-y-auto">
        {found.map(({ sql, at, rows }) => (
          <li key={`${at} ${sql}`}>
            <button
              type="button"
              onClick={() => onPick(sql)}
              className="grid w-full gap-0.5 rounded-md px-2 py-1.5 text-left hover:bg-hover"
            >
              <span className="line-clamp-3 font-mono text-xs break-words whitespace-pre-wrap">{sql}</span>
              <span className="text-xs text-faint">
                {rows === null ? 'failed' : `${rows.toLocaleString('en')} rows`} · {shortAge(Math.max(0, now - at))}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="px-2 text-sm text-muted">Nothing like that in the history.</p>}
    </div>
  );
}
