'use client';

import { History } from 'lucide-react';
import { useState } from 'react';
import { Card } from '@/app/_ui/kit/card';
import { cn } from '@/app/_ui/kit/class-names';
import { Notice } from '@/app/_ui/kit/notice';
import { Button } from '@/app/_ui/kit/button';
import type { Limit } from '@/lib/alerts/limits';
import type { Firing } from '@/lib/model/backtest';
import type { RuleDoc } from '@/lib/model/rule';
import { judgedWords } from './backtest-chart';
import { BacktestSummary } from './backtest-summary';
import { FiringList } from './firing-list';
import { RuleChart, ruleChartHeight } from './rule-chart';
import { DaysChoice } from './days-choice';
import type { BacktestDays, BacktestState } from './use-backtest';

type Props = {
  doc: RuleDoc;
  timezone: string;
  days: BacktestDays;
  onDays: (days: BacktestDays) => void;
  state: BacktestState;
  /** Whether parts of the rule are marked as faulty, which says more than the failure here. */
  hasFaults: boolean;
  onMove: ((limit: Limit, to: number) => void) | undefined;
};

/** What the rule would have done: on the chart, in numbers, and one by one. */
export function BacktestCard(props: Props) {
  const { doc, timezone, days, state, onMove } = props;
  const { answer, isPending } = state;
  const [chosen, setChosen] = useState<Firing | null>(null);
  // Of an answer that came later it is no longer one.
  const selected = chosen && answer?.firings.includes(chosen) ? chosen : null;
  return (
    <Card aria-label="What it would have done" className="overflow-hidden">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-3.5 sm:px-5">
        <div className="min-w-0">
          <h2 className="text-sm font-semibold">{judgedWords[doc.condition.type]}</h2>
          {onMove && answer && hasLines(doc) && (
            <p className="mt-0.5 text-xs text-faint">Drag a line, or move it with the arrow keys.</p>
          )}
        </div>
        <DaysChoice days={days} onChange={props.onDays} />
      </div>
      <div
        className={cn('px-2 pt-3 transition-opacity sm:px-3', isPending && answer && 'opacity-65')}
        aria-busy={isPending}
      >
        {answer ? (
          <RuleChart
            {...{ answer, timezone, selected, onMove }}
            condition={doc.condition}
            unit={doc.unit}
            onSelect={setChosen}
          />
        ) : (
          <Waiting days={days} isPending={isPending} />
        )}
      </div>
      <div className="px-4 pt-2 pb-4 sm:px-5">
        <Failure {...props} />
        {answer && (
          <div className={cn('transition-opacity', isPending && 'opacity-65')}>
            <BacktestSummary answer={answer} days={days} isPending={isPending} timezone={timezone} />
            <FiringList answer={answer} selected={selected} timezone={timezone} onSelect={setChosen} />
          </div>
        )}
      </div>
    </Card>
  );
}

const hasLines = ({ condition: { type } }: RuleDoc): boolean => type !== 'anomaly' && type !== 'row';

function Waiting({ days, isPending }: { days: BacktestDays; isPending: boolean }) {
  return (
    <div
      className="grid place-items-center rounded-md bg-sunken text-sm text-muted"
      style={{ height: ruleChartHeight }}
    >
      <span className={cn('flex items-center gap-2', isPending && 'animate-shimmer')}>
        <History aria-hidden className="size-4 text-faint" />
        {isPending ? `Looking back over ${days} days…` : 'Nothing to show yet'}
      </span>
    </div>
  );
}

function Failure({ state, hasFaults }: Pick<Props, 'state' | 'hasFaults'>) {
  if (!state.failure) return null;
  if (hasFaults)
    return (
      <Notice tone="warn" className="mb-3">
        Put right what is marked, and what the rule would have done is shown again.
      </Notice>
    );
  return (
    <Notice
      tone="bad"
      className="mb-3"
      title="It cannot be said what this rule would have done"
      action={
        <Button size="sm" onClick={state.retry}>
          Try again
        </Button>
      }
    >
      {state.failure.message}
    </Notice>
  );
}
