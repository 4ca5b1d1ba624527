'use client';

import type { ReactNode } from 'react';
import { Chart } from '@/app/_ui/charts/chart';
import type { ChartSelection } from '@/app/_ui/charts/chart-props';
import type { Annotation } from '@/lib/model/annotation';
import type { Panel } from '@/lib/model/panel';
import { EventTail } from './event-tail';
import { FreshnessBadge } from './freshness-badge';
import { PanelFailure } from './panel-failure';
import { panelBodyHeight, PanelFrame, type FrameExtras } from './panel-frame';
import { SkeletonBody } from './panel-skeleton';
import { isEmpty } from '@/lib/chart/is-empty';
import type { PanelState } from './panel-state';

export type PanelCardProps = Omit<FrameExtras, 'badge'> & {
  panel: Panel;
  state: PanelState;
  timezone: string;
  /** The server's time in the HTML, Unix ms; ages are counted from it until the page is alive. */
  renderedAt: number;
  /** Shown when there is nothing in the range: why, and what to do next. */
  empty: ReactNode;
  comparedWith?: string | undefined;
  onSelect?: ((selection: ChartSelection) => void) | undefined;
  onRetry?: (() => void) | undefined;
  /** Drawn on charts over time. */
  annotations?: readonly Annotation[] | undefined;
  /** The numbers are those of the question before, while the next ones are on their way. */
  isPrevious?: boolean | undefined;
};

/** A panel in whichever of its five states it is: loading, ready, stale, empty or failed. All have the same size. */
export function PanelCard(props: PanelCardProps) {
  const { panel, state, renderedAt, menu, isPlaced, isDraggable, isPrevious = false } = props;
  const badge =
    state.status === 'ready' ? (
      <FreshnessBadge meta={state.answer.meta} renderedAt={renderedAt} problem={state.problem} />
    ) : undefined;
  return (
    <PanelFrame
      panel={panel}
      badge={badge}
      menu={menu}
      {...(isPlaced && { isPlaced })}
      {...(isDraggable && { isDraggable })}
      isBusy={state.status === 'loading' || isPrevious}
    >
      <PanelContent {...props} />
    </PanelFrame>
  );
}

function PanelContent(props: PanelCardProps) {
  const { panel, state, timezone, renderedAt, empty, comparedWith, annotations, onSelect, onRetry } = props;
  if (state.status === 'loading') return <SkeletonBody panel={panel} />;
  if (state.status === 'failed') return <PanelFailure problem={state.problem} onRetry={onRetry} />;
  const { data } = state.answer;
  if (isEmpty(data)) return empty;
  if (panel.chart === 'events') {
    if (data.kind !== 'table') return null;
    return <EventTail data={data} unit={panel.unit} timezone={timezone} renderedAt={renderedAt} title={panel.title} />;
  }
  return (
    <Chart
      chart={panel.chart}
      data={data}
      unit={panel.unit}
      timezone={timezone}
      title={panel.title}
      height={panelBodyHeight(panel)}
      spark={state.spark}
      betterWhen={panel.betterWhen}
      comparedWith={comparedWith}
      annotations={annotations}
      onSelect={onSelect}
    />
  );
}
