'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { fetchAnswer, ProblemError } from '@/app/_data/panel-query';
import { useWorkspace } from '@/app/_data/live-provider';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardHeader } from '@/app/_ui/kit/card';
import { PanelFailure } from '@/app/_ui/panels/panel-failure';
import { Skeleton } from '@/app/_ui/kit/skeleton';
import { formatValue } from '@/lib/chart/format-number';
import { driversOf, type Stretch } from '@/lib/dashboards/explore/chart-points';
import type { Question } from '@/lib/dashboards/explore/explore-kinds';
import { fieldLabel } from '@/lib/dashboards/view/filter-words';
import { rangeLabel } from '@/lib/dashboards/view/range-presets';
import { groupFilter } from '@/lib/dashboards/view/view-links';
import type { DriverRow, DriversData } from '@/lib/model/answer';
import type { DriversSpec } from '@/lib/model/query-spec';

type Props = { stretch: Stretch; question: Question; change: (question: Question) => void; onClose: () => void };

/** What moved in a stretch of time: the values whose part in the number changed most against the rest of the range. */
export function DriversCard({ stretch, question, change, onClose }: Props) {
  const spec = driversOf(question.spec, stretch);
  if (!spec) return null;
  const add = ({ field, value }: DriverRow): void => {
    const where = [...question.spec.where, groupFilter(field, value)];
    change({ ...question, spec: { ...question.spec, where } });
  };
  return (
    <Card aria-label="What moved" className="self-start">
      <CardHeader
        title="What moved?"
        description={rangeLabel(spec.focus, spec.timezone)}
        action={
          <Button size="icon-sm" variant="quiet" aria-label="Close" onClick={onClose}>
            <X aria-hidden />
          </Button>
        }
      />
      <div className="px-2 py-3">
        <Ranked spec={spec} onChoose={add} />
      </div>
    </Card>
  );
}

function Ranked({ spec, onChoose }: { spec: DriversSpec; onChoose: (row: DriverRow) => void }) {
  const workspace = useWorkspace();
  const { data, error, refetch } = useQuery({
    queryKey: ['drivers', workspace, spec],
    queryFn: ({ signal }) => fetchAnswer(spec, { workspace, signal }),
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
  if (data?.data.kind !== 'drivers')
    return (
      <div className="grid gap-2 px-3" aria-busy>
        {[72, 58, 64, 40].map((width) => (
          <Skeleton key={width} className="h-9" style={{ width: `${width}%` }} />
        ))}
      </div>
    );
  return <DriverList data={data.data} onChoose={onChoose} />;
}

/** What moved by less than this share of the strongest only moved along with everything. */
const leastShare = 0.01;

function DriverList({ data, onChoose }: { data: DriversData; onChoose: (row: DriverRow) => void }) {
  const most = Math.max(...data.rows.map(({ effect }) => Math.abs(effect)), Number.MIN_VALUE);
  const rows = data.rows.filter(({ effect }) => Math.abs(effect) >= most * leastShare);
  const per = data.isPerHour ? ' an hour' : '';
  return (
    <>
      <p className="px-3 pb-2 text-sm text-muted">
        {data.label}: <strong className="font-semibold text-ink">{formatValue(data.inside, 'count')}</strong>
        {per} here, {formatValue(data.outside, 'count')}
        {per} in the rest of the range.
      </p>
      {rows.length === 0 && <p className="px-3 text-sm text-muted">No field has values that moved with it.</p>}
      <ol className="grid gap-0.5">
        {rows.map((row) => (
          <li key={`${row.field}=${row.value}`}>
            <button
              type="button"
              title="Filter by it"
              onClick={() => onChoose(row)}
              className="grid w-full gap-1 rounded-md px-3 py-1.5 text-left text-sm hover:bg-hover"
            >
              <span className="flex items-baseline gap-2">
                <span className="min-w-0 flex-1 truncate">
                  <span className="text-muted">{fieldLabel(row.field)}</span>{' '}
                  <span className="font-medium">{row.value === '' ? '(empty)' : (row.value ?? 'not set')}</span>
                </span>
                <span className="shrink-0 text-xs text-muted">
                  {formatValue(row.outside, 'count')} → {formatValue(row.inside, 'count')}
                </span>
              </span>
              <span aria-hidden className="h-1 overflow-hidden rounded-full bg-sunken">
                <span
                  className={`block h-full rounded-full ${row.effect < 0 ? 'bg-warn' : 'bg-accent'}`}
                  style={{ width: `${(Math.abs(row.effect) / most) * 100}%` }}
                />
              </span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
