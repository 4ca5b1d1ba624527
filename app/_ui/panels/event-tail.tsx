'use client';

import { Pause, Play } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { cn } from '@/app/_ui/kit/class-names';
import { formatValue } from '@/lib/chart/format-number';
import { formatBucket } from '@/lib/chart/format-time';
import { fieldLabel } from '@/lib/dashboards/view/filter-words';
import type { Cell, TableData } from '@/lib/model/answer';
import type { Unit } from '@/lib/model/panel';
import { shortAge } from './relative-time';
import { useNow } from './use-now';

type Props = { data: TableData; unit: Unit; timezone: string; renderedAt: number; title: string };

/** The newest events; what arrives fades in. Pausing holds the rows still, so that they can be read. */
export function EventTail({ data, unit, timezone, renderedAt, title }: Props) {
  const [held, setHeld] = useState<TableData | null>(null);
  const shown = held ?? data;
  const columns = visibleColumns(shown);
  const arrived = useArrivals(shown);
  const now = useNow(renderedAt);
  return (
    <div className="-mx-4 flex h-full flex-col">
      <div className="scroll-quiet min-h-0 flex-1 overflow-y-auto" tabIndex={0} role="region" aria-label={title}>
        <table className="w-full border-collapse text-xs">
          <thead className="sticky top-0 z-10 bg-surface text-faint">
            <tr>
              <th scope="col" className="h-6 w-14 pl-4 text-left font-normal">
                Age
              </th>
              {columns.map(({ index, name }) => (
                <th
                  key={index}
                  scope="col"
                  className={cn(
                    'h-6 px-1.5 font-normal first-letter:uppercase last:pr-4',
                    isNumeric(shown, index) ? 'text-right' : 'text-left',
                  )}
                >
                  {fieldLabel(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.rows.map((row) => (
              <tr key={row.id} data-event={row.id} className={cn('h-7', arrived.has(row.id) && 'animate-arrive')}>
                <td className="pl-4 whitespace-nowrap text-faint" title={formatBucket(row.timestamp, '1s', timezone)}>
                  {shortAge(now - row.timestamp)}
                </td>
                {columns.map(({ index }) => (
                  <td
                    key={index}
                    className={cn(
                      'max-w-28 truncate px-1.5 last:pr-4',
                      typeof row.cells[index] === 'number' ? 'text-right' : 'font-medium',
                    )}
                  >
                    {cellText(row.cells[index], unit)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <PauseButton
        isPaused={held !== null}
        missed={held ? missedSince(held, data) : 0}
        onToggle={() => setHeld(held ? null : data)}
      />
    </div>
  );
}

function PauseButton({ isPaused, missed, onToggle }: { isPaused: boolean; missed: number; onToggle: () => void }) {
  return (
    <div className="-mb-2 flex shrink-0 justify-end border-t border-line px-2 pt-1">
      <Button variant="quiet" size="sm" aria-pressed={isPaused} onClick={onToggle}>
        {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
        {isPaused ? `Go on${missed > 0 ? ` (${missed} new)` : ''}` : 'Pause'}
      </Button>
    </div>
  );
}

/** Ids that were not in the first picture and came since; the first picture itself does not fade in. */
function useArrivals(data: TableData): ReadonlySet<string> {
  const [seen, setSeen] = useState(() => ({
    ids: new Set(data.rows.map((row) => row.id)),
    arrived: new Set<string>(),
    data,
  }));
  if (seen.data === data) return seen.arrived;
  const ids = new Set(data.rows.map((row) => row.id));
  const arrived = new Set([...ids].filter((id) => !seen.ids.has(id) || seen.arrived.has(id)));
  setSeen({ ids, arrived, data });
  return arrived;
}

/** Columns that say something: one that is empty in all rows is left out. */
function visibleColumns({ columns, rows }: TableData): { index: number; name: string }[] {
  const all = columns.map((name, index) => ({ index, name }));
  const telling = all.filter(({ index, name }) => {
    const values = new Set(rows.map((row) => row.cells[index] ?? null));
    return name === 'name' || !(values.size === 1 && values.has(null));
  });
  return telling.length > 0 ? telling : all.slice(0, 1);
}

const isNumeric = ({ rows }: TableData, index: number): boolean =>
  rows.some((row) => typeof row.cells[index] === 'number');

function cellText(cell: Cell | undefined, unit: Unit): string {
  if (cell === null || cell === undefined || cell === '') return '–';
  return typeof cell === 'number' ? formatValue(cell, unit) : String(cell);
}

function missedSince(held: TableData, data: TableData): number {
  const known = new Set(held.rows.map((row) => row.id));
  return data.rows.filter((row) => !known.has(row.id)).length;
}
