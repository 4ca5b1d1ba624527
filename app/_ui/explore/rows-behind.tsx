'use client';

import { useQuery } from '@tanstack/react-query';
import { ExternalLink, ListFilter, X } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import { fetchAnswer, ProblemError } from '@/app/_data/panel-query';
import { Button, buttonClass } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { Skeleton } from '@/app/_ui/kit/skeleton';
import { PanelFailure } from '@/app/_ui/panels/panel-failure';
import { eventsBehind, groupFilters, type ChartPoint } from '@/lib/dashboards/explore/chart-points';
import { questionHref } from '@/lib/dashboards/explore/explore-href';
import type { Question } from '@/lib/dashboards/explore/explore-kinds';
import { fieldLabel } from '@/lib/dashboards/view/filter-words';
import { rangeLabel } from '@/lib/dashboards/view/range-presets';
import type { TableSpec } from '@/lib/model/query-spec';
import { eventsOf } from './builder';
import { EventsTable } from './events-table';
import { FieldPicker } from './field-picker';
import { Add, addClass } from './token';

type Props = {
  point: ChartPoint;
  question: Question;
  workspace: string;
  change: (question: Question) => void;
  onClose: () => void;
};

/** The newest of the events that a point of the chart was counted from; nothing where they cannot be told. */
export function RowsBehind(props: Props) {
  const asked = eventsBehind(props.question.spec, props.point);
  return asked && <Behind {...props} asked={asked} />;
}

function Behind({ point, question, workspace, change, onClose, asked }: Props & { asked: TableSpec }) {
  const [added, setAdded] = useState<readonly string[]>([]);
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    card.current?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
    card.current?.focus({ preventScroll: true });
  }, [point]);
  const spec: TableSpec = { ...asked, columns: [...new Set([...asked.columns, ...added])].slice(0, 20) };
  const groups = groupFilters(question.spec, point);
  const href = questionHref({ workspace, question: { spec, isLive: false } });
  return (
    <Card ref={card} role="region" tabIndex={-1} aria-label="Events behind this point" className="scroll-mb-20">
      <header className="flex flex-wrap items-center gap-2 px-4 pt-3">
        <h2 className="text-sm font-semibold">Events behind {point.label}</h2>
        <span className="text-xs text-muted">{rangeLabel(spec.range, spec.timezone)}</span>
        <span className="ml-auto flex items-center gap-1.5">
          <FieldPicker
            label={<Add>Column</Add>}
            name="Add a column to the events"
            buttonClass={`${addClass} h-7 text-xs`}
            events={eventsOf(question.spec)}
            onChoose={(field) => setAdded([...added.filter((one) => one !== field), field])}
          />
          {groups.length > 0 && (
            <Button
              size="sm"
              onClick={() =>
                change({ ...question, spec: { ...question.spec, where: [...question.spec.where, ...groups] } })
              }
            >
              <ListFilter aria-hidden />
              Filter by it
            </Button>
          )}
          <Link href={href} prefetch={false} className={buttonClass({ size: 'sm' })}>
            <ExternalLink aria-hidden />
            Open as raw events
          </Link>
          <Button size="icon-sm" variant="quiet" aria-label="Close the events" onClick={onClose}>
            <X aria-hidden />
          </Button>
        </span>
      </header>
      <div className="px-4 pt-2 pb-3">
        <Rows spec={spec} workspace={workspace} />
        {added.length > 0 && <p className="sr-only">With {added.map(fieldLabel).join(', ')}</p>}
      </div>
    </Card>
  );
}

function Rows({ spec, workspace }: { spec: TableSpec; workspace: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['events-behind', workspace, spec],
    queryFn: ({ signal }) => fetchAnswer(spec, { workspace, signal }),
    placeholderData: (last) => last,
  });
  if (error instanceof ProblemError) {
    const { code, detail, retryAfterMs } = error.problem;
    return (
      <PanelFailure
        problem={{ code, message: detail, retryAfterMs }}
        onRetry={() => void refetch({ cancelRefetch: false })}
      />
    );
  }
  if (data?.data.kind !== 'table')
    return (
      <div className="grid gap-2 py-2" aria-busy>
        {[90, 84, 88, 70].map((width) => (
          <Skeleton key={width} className="h-5" style={{ width: `${width}%` }} />
        ))}
      </div>
    );
  if (data.data.rows.length === 0) return <p className="py-3 text-sm text-muted">No event is behind it.</p>;
  return <EventsTable data={data.data} timezone={spec.timezone} />;
}
