'use client';

import { Bookmark, Undo2 } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Button, buttonClass } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { Input } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import type { SavedChart } from '@/lib/model/saved-chart';
import { ChartRow } from './chart-row';
import { useSavedCharts } from './use-saved-charts';

type Props = { initial: SavedChart[]; workspace: string; canWrite: boolean; renderedAt: number };

/** The saved charts of a workspace: to find, open, rename and delete. What was deleted can be taken back. */
export function SavedCharts({ initial, workspace, canWrite, renderedAt }: Props) {
  const { charts, deleted, fault, rename, remove, restore } = useSavedCharts(initial, workspace);
  const [search, setSearch] = useState('');
  const shown = charts.filter(({ doc }) => doc.title.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <div className="grid gap-3">
      {fault !== null && <Notice tone="bad">{fault}</Notice>}
      {deleted && (
        <Notice
          action={
            <Button size="sm" onClick={() => void restore(deleted)}>
              <Undo2 aria-hidden />
              Undo
            </Button>
          }
        >
          “{deleted.doc.title}” was deleted.
        </Notice>
      )}
      {charts.length > 8 && (
        <Input
          type="search"
          aria-label="Find a chart"
          placeholder="Find a chart"
          className="max-w-xs"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      )}
      <Card>
        {charts.length === 0 ? (
          <NoCharts />
        ) : (
          <ul className="divide-y divide-line">
            {shown.map((chart) => (
              <ChartRow
                key={chart.id}
                {...{ chart, workspace, canWrite, renderedAt }}
                onRename={rename}
                onRemove={remove}
              />
            ))}
            {shown.length === 0 && <li className="px-5 py-4 text-sm text-muted">Nothing is called that.</li>}
          </ul>
        )}
      </Card>
    </div>
  );
}

function NoCharts() {
  return (
    <EmptyState
      icon={Bookmark}
      title="No chart is saved yet"
      action={
        <Link href="/explore" prefetch={false} className={buttonClass({ variant: 'primary' })}>
          Explore
        </Link>
      }
    >
      Ask something on the Explore page, then press Save.
    </EmptyState>
  );
}
