'use client';

import { ChevronDown } from 'lucide-react';
import { Chart } from '@/app/_ui/charts/chart';
import { ChoicePicker } from '@/app/_ui/explore/choice-picker';
import { chartWords } from '@/app/_ui/explore/choice-words';
import { buttonClass } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { Notice } from '@/app/_ui/kit/notice';
import { Skeleton } from '@/app/_ui/kit/skeleton';
import { fittingCharts } from '@/lib/chart/fitting-charts';
import type { AnswerMeta, SqlData } from '@/lib/model/answer';
import type { PanelChart } from '@/lib/model/panel';
import type { RangeSpec } from '@/lib/model/query-range';
import { ResultActions } from './result-actions';
import type { SqlOutcome } from './sql-outcome';
import type { SqlRun } from './use-sql-run';

type Props = {
  run: SqlRun;
  range: RangeSpec;
  workspace: string;
  timezone: string;
  /** How the result is drawn when its columns allow it. */
  chart: PanelChart;
  onChart: (chart: PanelChart) => void;
  canSave: boolean;
};

/** What came of the last statement; it stays in view, paler, while the next one runs. */
export function SqlResult(props: Props) {
  const { outcome, startedAt, wasCancelled } = props.run;
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
  return <Rows {...props} outcome={outcome} isRunning={isRunning} />;
}

const tableHeight = 540;
const chartHeight = 340;

type RowsProps = Props & { outcome: Extract<SqlOutcome, { data: SqlData }>; isRunning: boolean };

function Rows({ run, range, workspace, timezone, chart, onChart, canSave, outcome, isRunning }: RowsProps) {
  const { data, meta } = outcome;
  const charts = chartsOf(data);
  const drawn = charts.find((one) => one === chart) ?? 'table';
  const spec = { kind: 'sql' as const, sql: run.sql, parameters: {}, limit: 1_000, range, timezone };
  return (
    <Card className={isRunning ? 'opacity-60' : undefined} aria-busy={isRunning}>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-4 py-2.5">
        <h2 className="text-sm font-semibold">Result</h2>
        <p role="status" className="text-sm text-muted tabular-nums">
          {rowWords(data)}
          <span className="text-faint"> · {workWords(data, meta)}</span>
        </p>
        <div className="ml-auto flex flex-wrap gap-1.5">
          {charts.length > 1 && (
            <ChoicePicker
              title="Chart"
              label={
                <>
                  {chartWords[drawn]}
                  <ChevronDown aria-hidden className="size-3.5 text-faint" />
                </>
              }
              buttonClass={buttonClass({ size: 'sm' })}
              choices={charts.map((value) => ({ value, label: chartWords[value] }))}
              chosen={drawn}
              onChoose={onChart}
            />
          )}
          <ResultActions answer={{ data, meta, query: spec }} chart={drawn} workspace={workspace} canSave={canSave} />
        </div>
      </header>
      {data.rows.length === 0 ? (
        <p className="px-4 py-6 text-sm text-muted">The statement is right, but no row fits it.</p>
      ) : (
        <div className="px-4 py-3">
          <Chart
            chart={drawn}
            data={data}
            unit="number"
            timezone={timezone}
            title="Result"
            height={drawn === 'table' ? tableHeight : chartHeight}
          />
        </div>
      )}
    </Card>
  );
}

type Drawable = Exclude<PanelChart, 'events'>;

/** Rows are what a statement gives, so they come first; pictures are a choice. */
function chartsOf(data: SqlData): readonly Drawable[] {
  const pictures = fittingCharts(data).filter((chart): chart is Drawable => chart !== 'table' && chart !== 'events');
  return data.rows.length === 0 ? ['table'] : ['table', ...pictures];
}

const count = (n: number): string => n.toLocaleString('en');

function rowWords({ rows, isTruncated }: SqlData): string {
  if (isTruncated) return `The first ${count(rows.length)} rows; there are more`;
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
