'use client';

import { Compass } from 'lucide-react';
import { buttonClass } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { Notice } from '@/app/_ui/kit/notice';
import { Skeleton } from '@/app/_ui/kit/skeleton';
import { exploreHref } from '@/lib/dashboards/explore-link';
import type { AnswerMeta, SqlData } from '@/lib/model/answer';
import type { RangeSpec } from '@/lib/model/query-range';
import { ResultTable, shownRows } from './result-table';
import type { SqlRun } from './use-sql-run';

type Props = { run: SqlRun; range: RangeSpec; workspace: string; timezone: string };

/** What came of the last statement; it stays in view, paler, while the next one runs. */
export function SqlResult({ run, range, workspace, timezone }: Props) {
  const { outcome, startedAt, wasCancelled } = run;
  const isRunning = startedAt !== null;
  if (wasCancelled && !isRunning)
    return (
      <Notice title="Cancelled">
        The statement was stopped, in the engine as well. Nothing of it goes on behind your back.
      </Notice>
    );
  if (outcome === null) return <Skeleton className="h-40 rounded-lg" />;
  if ('fault' in outcome)
    return (
      <div className={isRunning ? 'opacity-60' : undefined}>
        <Notice tone="bad" title="The statement was not run">
          <p className="break-words" data-fault>
            {outcome.fault.message}
          </p>
        </Notice>
      </div>
    );
  const { data, meta } = outcome;
  const href = exploreHref({ workspace, spec: { kind: 'sql', sql: run.sql, range, timezone } });
  return (
    <Card className={isRunning ? 'overflow-hidden opacity-60' : 'overflow-hidden'} aria-busy={isRunning}>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line px-4 py-2.5">
        <h2 className="text-sm font-semibold">Result</h2>
        <p role="status" className="text-sm text-muted tabular-nums">
          {rowWords(data)}
          <span className="text-faint"> · {workWords(data, meta)}</span>
        </p>
        <div className="ml-auto flex gap-2">
          <a href={href} className={buttonClass({ size: 'sm' })}>
            <Compass aria-hidden />
            Open in Explore
          </a>
        </div>
      </header>
      <ResultTable data={data} timezone={timezone} />
    </Card>
  );
}

const count = (n: number): string => n.toLocaleString('en');

function rowWords({ rows, isTruncated }: SqlData): string {
  if (isTruncated) return `The first ${count(rows.length)} rows; there are more`;
  if (rows.length > shownRows) return `${count(rows.length)} rows, the first ${count(shownRows)} are shown`;
  return rows.length === 1 ? '1 row' : `${count(rows.length)} rows`;
}

function workWords({ bytesRead }: SqlData, { tookMs, rowsRead, freshness }: AnswerMeta): string {
  const size = bytesRead === undefined ? '' : `, ${byteWords(bytesRead)}`;
  const time = freshness === 'cached' ? 'answered from the cache' : `${count(Math.max(1, Math.round(tookMs)))} ms`;
  return `${time}, ${count(rowsRead)} rows${size} read`;
}

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

function byteWords(bytes: number): string {
  const step = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const value = bytes / 1_000 ** step;
  return `${value >= 100 || step === 0 ? Math.round(value) : value.toFixed(1)} ${units[step] ?? 'B'}`;
}
