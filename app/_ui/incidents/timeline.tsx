'use client';

import { ArrowDownWideNarrow, ArrowUpNarrowWide } from 'lucide-react';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { severityLooks } from '@/app/_ui/alerting/severity-looks';
import { Button } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { cn } from '@/app/_ui/kit/class-names';
import { useNow } from '@/app/_ui/panels/use-now';
import { formatValue } from '@/lib/chart/format-number';
import { formatMoment } from '@/lib/chart/format-time';
import type { TimelineEntry } from '@/lib/model/incident';
import { agoText, needsDate } from './incident-words';
import { lookOf, timelineLooks } from './timeline-looks';
import { timelineRuns, type TimelineRun } from './timeline-steps';

const Plain = ({ text }: { text: string }) => <p className="text-sm whitespace-pre-wrap">{text}</p>;

// Most incidents have no comment, and without one nothing has to read Markdown. On a bad line the words come without it.
const Markdown = lazy(() =>
  import('@/app/_ui/boards/markdown').then(
    (module) => ({ default: module.Markdown }),
    () => ({ default: Plain }),
  ),
);

type Place = { timezone: string; renderedAt: number };
type Props = Place & {
  /** Oldest first. */
  timeline: readonly TimelineEntry[];
  /** Where a comment is written; absent for those who may only look. */
  commentBox?: ReactNode;
};

/** Every step in the life of an incident: what happened, when, by whom, and the value at the time. */
export function Timeline({ timeline, commentBox, ...place }: Props) {
  const [isNewestFirst, setNewestFirst] = useState(true);
  const runs = timelineRuns(timeline);
  const shown = isNewestFirst ? runs.toReversed() : runs;
  return (
    <Card role="region" aria-label="Timeline">
      <header className="flex min-h-12 items-center justify-between gap-2 px-4 py-2 sm:px-5">
        <h2 className="text-sm font-semibold">Timeline</h2>
        <Button size="sm" variant="quiet" className="print:hidden" onClick={() => setNewestFirst(!isNewestFirst)}>
          {isNewestFirst ? <ArrowDownWideNarrow aria-hidden /> : <ArrowUpNarrowWide aria-hidden />}
          {isNewestFirst ? 'Newest first' : 'Oldest first'}
        </Button>
      </header>
      {commentBox !== undefined && <div className="px-4 pb-3 sm:px-5 print:hidden">{commentBox}</div>}
      <ol className="border-t border-line px-4 py-3 sm:px-5" aria-label="Steps">
        {shown.map((run) => (
          <Run key={run.id} run={run} {...place} />
        ))}
      </ol>
    </Card>
  );
}

function Run({ run, ...place }: Place & { run: TimelineRun }) {
  const [first, ...others] = run.entries;
  if (others.length === 0) return <Step entry={first} {...place} />;
  const { word } = timelineLooks[first.kind];
  return (
    <StepFrame entry={others.at(-1) ?? first} {...place}>
      <details>
        <summary className="rounded-sm text-sm">
          <span className="font-medium">
            {word} {run.entries.length} times
          </span>{' '}
          <span className="text-accent-strong underline underline-offset-2">Show each</span>
        </summary>
        <ul className="mt-2 grid gap-1.5">
          {run.entries.map((entry) => (
            <li key={entry.id} className="flex gap-3 text-sm">
              <span className="shrink-0 text-xs leading-5 text-faint tabular-nums">
                {formatMoment(entry.at, place.timezone).slice(11)}
              </span>
              <StepText entry={entry} />
            </li>
          ))}
        </ul>
      </details>
    </StepFrame>
  );
}

const Step = ({ entry, ...place }: Place & { entry: TimelineEntry }) => (
  <StepFrame entry={entry} {...place}>
    {entry.kind === 'comment' ? <Comment entry={entry} /> : <StepText entry={entry} />}
  </StepFrame>
);

function StepFrame({ entry, timezone, renderedAt, children }: Place & { entry: TimelineEntry; children: ReactNode }) {
  const now = useNow(renderedAt);
  const { icon: Icon, word, text } = lookOf(entry);
  const moment = formatMoment(entry.at, timezone);
  return (
    <li
      data-step={entry.kind}
      className={cn('group relative flex gap-3 pb-4 last:pb-1', entry.at >= renderedAt && 'animate-arrive')}
    >
      <span aria-hidden className="absolute top-7 bottom-0 left-3 w-px bg-line group-last:hidden" />
      <span className={cn('z-10 grid size-6 shrink-0 place-items-center rounded-full bg-sunken', text)} title={word}>
        <Icon aria-hidden className="size-3.5" strokeWidth={2} />
      </span>
      <div className="min-w-0 flex-1 pt-0.5">
        <p className="float-right ml-3 text-xs leading-5 text-faint tabular-nums">
          <time dateTime={new Date(entry.at).toISOString()} title={`${moment} ${timezone}`}>
            <span className="max-sm:hidden print:hidden">{agoText(entry.at, now)} · </span>
            {needsDate(entry.at, now) ? moment : moment.slice(11)}
          </time>
        </p>
        {children}
      </div>
    </li>
  );
}

function StepText({ entry }: { entry: TimelineEntry }) {
  const { text, value, severity, by, kind } = entry;
  return (
    <p className="min-w-0 text-sm break-words">
      {severity !== null && <span className="sr-only">{severityLooks[severity].word}: </span>}
      {by !== null && !text.startsWith(by) && <span className="font-medium">{by}: </span>}
      {text === '' ? timelineLooks[kind].word : text}
      {value !== null && (
        <span className="text-xs whitespace-nowrap text-muted tabular-nums">
          {' '}
          · value {formatValue(value, 'number')}
        </span>
      )}
    </p>
  );
}

function Comment({ entry: { by, text } }: { entry: TimelineEntry }) {
  return (
    <>
      <p className="text-sm font-medium">{by ?? 'Comment'}</p>
      <div className="clear-both mt-1 rounded-md bg-sunken px-3 py-2">
        <Suspense fallback={<Plain text={text} />}>
          <Markdown text={text} />
        </Suspense>
      </div>
    </>
  );
}
