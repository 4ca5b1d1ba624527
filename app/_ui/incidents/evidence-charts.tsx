'use client';

import { Compass, RefreshCw } from 'lucide-react';
import Link from 'next/link';
import { Chart } from '@/app/_ui/charts/chart';
import { Card, CardBody } from '@/app/_ui/kit/card';
import { isEmpty } from '@/lib/chart/is-empty';
import { fittingCharts } from '@/lib/chart/fitting-charts';
import { formatMoment } from '@/lib/chart/format-time';
import type { PanelChart } from '@/lib/model/panel';
import type { Alert, Evidence } from '@/lib/model/incident';
import { nowHref, thenHref } from './explore-then';

type Props = { evidence: readonly Evidence[]; alerts: readonly Alert[]; workspace: string; timezone: string };

/** What the rules saw when they fired, kept as it was: later events and corrections do not change it. */
export function EvidenceCharts({ evidence, alerts, workspace, timezone }: Props) {
  const shown = distinct(evidence);
  return (
    <section aria-label="Charts when it fired" className="grid gap-3">
      {shown.map((one) => (
        <EvidenceCard key={one.alertId} {...{ one, workspace, timezone }} of={seriesOf(one, { shown, alerts })} />
      ))}
    </section>
  );
}

const mostShown = 6;

/** Series of one rule that fired together have the same picture. */
function distinct(evidence: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>();
  return evidence
    .filter(({ title, at, spec }) => {
      const key = `${at} ${title} ${JSON.stringify(spec)}`;
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, mostShown);
}

const height = 230;

/** Which series it is about, where the titles alone do not tell the pictures apart. */
function seriesOf(one: Evidence, { shown, alerts }: { shown: readonly Evidence[]; alerts: readonly Alert[] }): string {
  if (shown.filter(({ title }) => title === one.title).length < 2) return '';
  const labels = Object.entries(alerts.find(({ id }) => id === one.alertId)?.labels ?? {});
  const telling = labels.filter(([name]) => name !== 'alertname' && name !== 'severity');
  return telling.map(([name, value]) => `${name}=${value}`).join(', ');
}

type CardProps = { one: Evidence; of: string; workspace: string; timezone: string };

function EvidenceCard({ one, of, workspace, timezone }: CardProps) {
  const { title, at, spec, answer, unit, lines } = one;
  const asked = { workspace, spec, title, unit };
  return (
    <Card role="group" aria-label={title} className="break-inside-avoid">
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 px-4 pt-3 sm:px-5">
        <div className="min-w-0">
          <h2 className="text-sm font-semibold break-words">{title}</h2>
          <p className="text-xs text-muted">
            {of !== '' && <span className="font-mono text-ink">{of} · </span>}As it was at{' '}
            <span className="tabular-nums">{formatMoment(at, timezone)}</span>
          </p>
        </div>
        <p className="flex flex-wrap gap-x-4 gap-y-1 text-xs print:hidden">
          <Link href={thenHref(asked, at)} prefetch={false} className={linkClass}>
            <Compass aria-hidden />
            Explore that time
          </Link>
          <Link href={nowHref(asked)} prefetch={false} className={linkClass}>
            <RefreshCw aria-hidden />
            As it is now
          </Link>
        </p>
      </header>
      <CardBody className="px-4 py-3 sm:px-5">
        {isEmpty(answer.data) ? (
          <p className="grid place-items-center text-sm text-muted" style={{ height }}>
            There were no events in the range.
          </p>
        ) : (
          <Chart
            chart={chartOf(one)}
            data={answer.data}
            unit={unit}
            timezone={timezone}
            title={title}
            height={height}
            limits={lines}
          />
        )}
      </CardBody>
    </Card>
  );
}

const linkClass =
  'inline-flex items-center gap-1.5 rounded-sm text-accent-strong underline-offset-2 hover:underline [&_svg]:size-3.5';

function chartOf({ answer }: Evidence): Exclude<PanelChart, 'events'> {
  // Limits are read more easily against lines than against filled areas.
  const chart = answer.data.kind === 'trend' ? 'line' : fittingCharts(answer.data)[0];
  return chart === undefined || chart === 'events' ? 'table' : chart;
}
