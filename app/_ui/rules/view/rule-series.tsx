'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardHeader } from '@/app/_ui/kit/card';
import { Table, Td, Th, Tr } from '@/app/_ui/kit/table';
import { formatExact } from '@/lib/chart/format-number';
import { formatBucket } from '@/lib/chart/format-time';
import type { AlertStatus, SeriesState } from '@/lib/model/alert-state';
import type { RuleView } from '@/lib/model/rule';
import { SeriesBadge } from '../rule-badge';
import { SeverityMark } from '@/app/_ui/alerting/severity-mark';
import { LabelChips } from '@/app/_ui/alerting/label-chips';
import { useRuleView } from './use-rule-view';

type Props = { view: RuleView; workspace: string; timezone: string };

/** The gravest first. */
const order: readonly AlertStatus[] = ['firing', 'recovering', 'error', 'no_data', 'pending', 'resolved', 'inactive'];
const shownAtFirst = 20;

/** Where each series of the rule stands now. */
export function RuleSeries({ view: first, workspace, timezone }: Props) {
  const { series } = useRuleView(workspace, first);
  const [isWhole, setWhole] = useState(false);
  const ranked = series.toSorted((a, b) => order.indexOf(a.state.status) - order.indexOf(b.state.status));
  const shown = isWhole ? ranked : ranked.slice(0, shownAtFirst);
  return (
    <Card className={series.length === 0 ? 'mt-3 pb-4' : 'mt-3'}>
      <CardHeader
        title="Series"
        description={
          series.length === 0
            ? 'Nothing is remembered of any series: all is quiet, or nothing was evaluated yet.'
            : undefined
        }
      />
      {series.length > 0 && (
        <div className="pt-2 pb-1">
          <Table aria-label="Series of this rule">
            <thead>
              <tr>
                <Th>Series</Th>
                <Th>State</Th>
                <Th className="text-right">Value</Th>
                <Th>Since</Th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ key, labels, state }) => (
                <Tr key={key}>
                  <Td>
                    <LabelChips labels={labels} none="All of it" />
                  </Td>
                  <Td>
                    <span className="flex flex-wrap items-center gap-2">
                      <SeriesBadge status={state.status} />
                      {state.severity !== null && <SeverityMark severity={state.severity} />}
                    </span>
                  </Td>
                  <Td className="text-right tabular-nums">{formatExact(state.value, 'number')}</Td>
                  <Td className="whitespace-nowrap text-muted">{sinceText(state, timezone)}</Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
      {series.length > shownAtFirst && (
        <div className="px-5 pb-3">
          <Button size="sm" variant="quiet" onClick={() => setWhole(!isWhole)}>
            {isWhole ? 'Show fewer' : `Show all ${series.length}`}
          </Button>
        </div>
      )}
    </Card>
  );
}

function sinceText(state: SeriesState, timezone: string): string {
  const breaches = Object.values(state.breachedSince);
  const since: Record<AlertStatus, number | null> = {
    firing: state.firedAt,
    recovering: state.calmSince ?? state.firedAt,
    resolved: state.resolvedAt,
    pending: breaches.length > 0 ? Math.min(...breaches) : null,
    no_data: state.blindSince,
    error: state.blindSince,
    inactive: null,
  };
  const at = since[state.status];
  return at === null ? '–' : formatBucket(at, '1m', timezone);
}
