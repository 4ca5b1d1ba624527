'use client';

import { Inbox, Table2 } from 'lucide-react';
import { useState } from 'react';
import { Chart } from '@/app/_ui/charts/chart';
import type { ChartSelection } from '@/app/_ui/charts/chart-props';
import { Button } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { cn } from '@/app/_ui/kit/class-names';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { Notice } from '@/app/_ui/kit/notice';
import { FreshnessBadge } from '@/app/_ui/panels/freshness-badge';
import { PanelFailure } from '@/app/_ui/panels/panel-failure';
import { isEmpty } from '@/lib/chart/is-empty';
import { eventsBehind, type ChartPoint, type Stretch } from '@/lib/dashboards/explore/chart-points';
import type { ExploreSpec } from '@/lib/dashboards/explore/explore-kinds';
import { questionWords } from '@/lib/dashboards/explore/explore-words';
import { fittingCharts } from '@/lib/chart/fitting-charts';
import { rangeLabel } from '@/lib/dashboards/view/range-presets';
import type { Problem } from '@/lib/errors/problem';
import type { Answer } from '@/lib/model/answer';
import type { PanelChart } from '@/lib/model/panel';
import { answerHeight } from './answer-skeleton';
import type { AnswerProps, Shown } from './answer-props';
import { DriversCard } from './drivers-card';
import { EventsTable } from './events-table';
import { RowsBehind } from './rows-behind';
import { StretchBar } from './stretch-bar';
import { pointOf } from './point-of';

type Props = AnswerProps & { shown: Shown | null; problem: Problem | null; onRetry: () => void };

/** What was picked on a chart belongs to the question it was picked on. */
type Picked = { of: string; stretch?: Stretch; point?: ChartPoint; driversOf?: Stretch };

/** The chart with its view above, and below it what is behind it: the numbers, the events, what moved. */
export function AnswerCard(props: Props) {
  const { shown, question, controls, isPending, change } = props;
  const key = JSON.stringify(question.spec);
  const [picked, setPicked] = useState<Picked>({ of: key });
  const [hasNumbers, setNumbers] = useState(false);
  const now: Picked = picked.of === key ? picked : { of: key };
  const pick = (part: Omit<Picked, 'of'>): void => setPicked({ of: key, ...part });
  const select = (selection: ChartSelection): void => {
    if (selection.kind === 'time') pick({ stretch: { from: selection.from, to: selection.to } });
    else if (shown) pick({ point: pointOf(selection, { ...askedOf(shown), chart: chartOf(shown.question) }) });
  };
  return (
    <div className={cn('grid gap-3', now.driversOf && 'xl:grid-cols-[minmax(0,1fr)_25rem]')}>
      <div className="grid content-start gap-3">
        <Card>
          {controls}
          <div
            className={cn('border-t border-line px-4 pt-3 pb-3 transition-opacity', isPending && 'opacity-60')}
            aria-busy={isPending}
          >
            <Body {...props} onSelect={select} />
            <Footer
              {...{ shown, hasNumbers, renderedAt: props.renderedAt }}
              onNumbers={() => setNumbers(!hasNumbers)}
            />
          </div>
          {now.stretch && (
            <StretchBar
              stretch={now.stretch}
              question={question}
              change={change}
              onDrivers={() => now.stretch && pick({ driversOf: now.stretch })}
              onEvents={() => now.stretch && pick({ point: { ...now.stretch, label: 'this stretch' } })}
              onClose={() => pick({})}
            />
          )}
        </Card>
        {now.point && (
          <RowsBehind
            point={now.point}
            question={question}
            workspace={props.workspace}
            change={change}
            onClose={() => pick({})}
          />
        )}
        {hasNumbers && shown && <Numbers shown={shown} />}
      </div>
      {now.driversOf && (
        <DriversCard stretch={now.driversOf} question={question} change={change} onClose={() => pick({})} />
      )}
    </div>
  );
}

function Body({
  shown,
  problem,
  question,
  onRetry,
  onSelect,
}: Props & { onSelect: (selection: ChartSelection) => void }) {
  if (!shown) {
    if (!problem) return <div style={{ height: answerHeight }} />;
    return (
      <div style={{ height: answerHeight }}>
        <PanelFailure
          problem={{ code: problem.code, message: problem.detail, retryAfterMs: problem.retryAfterMs }}
          onRetry={onRetry}
        />
      </div>
    );
  }
  const isOld = shown.question !== question;
  return (
    <>
      {isOld && problem && (
        <Notice tone="warn" className="mb-3" title={problem.title}>
          {problem.detail} The chart still shows the last question that had an answer.
        </Notice>
      )}
      <Drawing shown={shown} onSelect={isOld ? undefined : onSelect} />
    </>
  );
}

type DrawingProps = { shown: Shown; onSelect: ((selection: ChartSelection) => void) | undefined };

function Drawing({ shown: { question, answer }, onSelect }: DrawingProps) {
  const { spec, unit = 'count', title } = question;
  const chart = chartOf(question);
  if (isEmpty(answer.data)) return <NothingHere question={question} />;
  if (answer.data.kind === 'table') return <EventsTable data={answer.data} timezone={spec.timezone} />;
  return (
    <Chart
      chart={chart === 'events' ? 'table' : chart}
      data={answer.data}
      unit={unit}
      timezone={spec.timezone}
      title={title ?? questionWords(spec)}
      height={answerHeight}
      onSelect={isPickable(spec) ? onSelect : undefined}
      picks="events"
      hasOwnNumbers
    />
  );
}

const chartOf = ({ chart, spec }: Shown['question']): PanelChart => chart ?? fittingCharts(spec.kind)[0] ?? 'table';
const askedOf = ({ question, answer }: Shown) => ({ spec: question.spec, asOf: answer.meta.asOf });

/** Whether the events behind a point can be asked for. */
const isPickable = (spec: ExploreSpec): boolean => eventsBehind(spec, { label: '' }) !== null;

function NothingHere({ question: { spec } }: Pick<Shown, 'question'>) {
  return (
    <div style={{ height: answerHeight }}>
      <EmptyState icon={Inbox} title="No event fits">
        Nothing in {rangeLabel(spec.range, spec.timezone).toLowerCase()} fits this question. Try a wider range or fewer
        filters.
      </EmptyState>
    </div>
  );
}

type FooterProps = { shown: Shown | null; renderedAt: number; hasNumbers: boolean; onNumbers: () => void };

function Footer({ shown, renderedAt, hasNumbers, onNumbers }: FooterProps) {
  if (!shown) return null;
  const { meta, data } = shown.answer;
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2 text-xs text-faint">
      <FreshnessBadge meta={meta} renderedAt={renderedAt} problem={shown.problem ?? undefined} />
      <span>{costWords(meta)}</span>
      {data.kind !== 'table' && (
        <Button variant="quiet" size="sm" className="ml-auto" aria-pressed={hasNumbers} onClick={onNumbers}>
          <Table2 aria-hidden />
          {hasNumbers ? 'Hide the numbers' : 'Show the numbers'}
        </Button>
      )}
    </div>
  );
}

const readWords: Record<Answer['meta']['source'], string> = {
  events: 'events',
  rollup: 'sums per minute',
  quarters: 'sums per quarter hour',
  totals: 'sums per quarter hour',
  days: 'sums per day',
  summaries: 'sums per day and value',
};

function costWords({ rowsRead, tookMs, source }: Answer['meta']): string {
  const rows = `${rowsRead.toLocaleString('en')} ${readWords[source]} read`;
  return tookMs > 0 ? `${rows} in ${Math.max(1, Math.round(tookMs))} ms` : rows;
}

function Numbers({ shown: { question, answer } }: { shown: Shown }) {
  const { spec, unit = 'count' } = question;
  return (
    <Card aria-label="The numbers" className="px-4 py-3">
      <h2 className="mb-2 text-sm font-medium text-muted">The same in numbers</h2>
      <Chart chart="table" data={answer.data} unit={unit} timezone={spec.timezone} title="The numbers" height={360} />
    </Card>
  );
}
