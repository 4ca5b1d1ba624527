'use client';

import { useStillAnswer } from '@/app/_data/live-provider';
import { Chart } from '@/app/_ui/charts/chart';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { FreshnessBadge } from '@/app/_ui/panels/freshness-badge';
import { PanelFailure } from '@/app/_ui/panels/panel-failure';
import { fittingCharts } from '@/lib/chart/fitting-charts';
import type { Question } from '@/lib/dashboards/explore/explore-kinds';
import { rangeLabel } from '@/lib/dashboards/view/range-presets';
import { titleOf } from './chart-doc';

const height = 280;

/** The question that an alert would watch, with its answer of now. */
export function AlertPreview({ question, renderedAt }: { question: Question; renderedAt: number }) {
  const { spec, unit = 'count' } = question;
  const { answer, problem, retry } = useStillAnswer(spec);
  const chart = question.chart ?? fittingCharts(spec.kind)[0] ?? 'table';
  return (
    <Card className="mt-4">
      <CardHeader
        title={titleOf(question)}
        description={rangeLabel(spec.range, spec.timezone)}
        action={answer && <FreshnessBadge meta={answer.meta} renderedAt={renderedAt} problem={problem ?? undefined} />}
      />
      <CardBody>
        {answer ? (
          <Chart
            chart={chart === 'events' ? 'table' : chart}
            data={answer.data}
            unit={unit}
            timezone={spec.timezone}
            title={titleOf(question)}
            height={height}
          />
        ) : (
          problem && <PanelFailure problem={{ code: problem.code, message: problem.detail }} onRetry={retry} />
        )}
      </CardBody>
    </Card>
  );
}
