'use client';

import { ChevronRight } from 'lucide-react';
import { Fragment, useState } from 'react';
import { cn } from '@/app/_ui/kit/class-names';
import { formatExact } from '@/lib/chart/format-number';
import { fieldLabel } from '@/lib/dashboards/view/filter-words';
import type { Cell, TableData } from '@/lib/model/answer';
import { EventJson } from './event-json';

type Row = TableData['rows'][number];

/** Raw events, newest first; each opens into all that is known of it. */
export function EventsTable({ data, timezone }: { data: TableData; timezone: string }) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string): void => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  };
  return (
    <div role="region" aria-label="Events" tabIndex={0} className="scroll-quiet -mx-4 max-h-115 overflow-auto">
      <table className="w-full border-collapse text-xs">
        <thead className="sticky top-0 z-10 bg-surface text-faint">
          <tr>
            <th scope="col" className="h-8 w-8 pl-3">
              <span className="sr-only">Open</span>
            </th>
            <th scope="col" className="px-2 text-left font-medium">
              Time
            </th>
            {data.columns.map((name) => (
              <th
                key={name}
                scope="col"
                className="px-2 text-left font-medium whitespace-nowrap first-letter:uppercase"
              >
                {fieldLabel(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <Fragment key={row.id}>
              <EventRow row={row} timezone={timezone} isOpen={opened.has(row.id)} onToggle={() => toggle(row.id)} />
              {opened.has(row.id) && (
                <tr>
                  <td colSpan={data.columns.length + 2} className="border-t border-line bg-sunken px-4 py-2">
                    <EventJson id={row.id} timestamp={row.timestamp} name={nameIn(data, row)} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type EventRowProps = { row: Row; timezone: string; isOpen: boolean; onToggle: () => void };

function EventRow({ row, timezone, isOpen, onToggle }: EventRowProps) {
  const time = timeText(row.timestamp, timezone);
  return (
    <tr className="border-t border-line hover:bg-hover">
      <td className="pl-3">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={`All of the event of ${time}`}
          onClick={onToggle}
          className="grid size-6 place-items-center rounded-md text-faint hover:bg-hover hover:text-ink"
        >
          <ChevronRight aria-hidden className={cn('size-3.5 transition-transform', isOpen && 'rotate-90')} />
        </button>
      </td>
      <td className="h-8 px-2 whitespace-nowrap text-muted">{time}</td>
      {row.cells.map((cell, index) => (
        <td key={index} title={String(cell ?? '')} className="max-w-52 truncate px-2">
          {cellText(cell)}
        </td>
      ))}
    </tr>
  );
}

function cellText(cell: Cell): string {
  if (cell === null) return '–';
  return typeof cell === 'number' ? formatExact(cell, 'number') : String(cell);
}

const nameIn = ({ columns }: TableData, row: Row): string | undefined => {
  const cell = row.cells[columns.indexOf('name')];
  return typeof cell === 'string' ? cell : undefined;
};

const formats = new Map<string, Intl.DateTimeFormat>();

/** To the millisecond: events of one second are told apart by it. */
function timeText(timestamp: number, timezone: string): string {
  let format = formats.get(timezone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      fractionalSecondDigits: 3,
      hourCycle: 'h23',
      timeZone: timezone,
    });
    formats.set(timezone, format);
  }
  return format.format(timestamp);
}
