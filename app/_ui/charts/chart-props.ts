import type { ReactNode } from 'react';
import type { ChartAnnotation } from '@/lib/chart/annotation-marks';
import type { ChartInput } from '@/lib/chart/chart-input';
import type { AnswerData, TrendData } from '@/lib/model/answer';
import type { GroupKey } from '@/lib/model/value';
import type { PanelChart, Unit } from '@/lib/model/panel';

/** What a reader picked: a row or series by its group, a stretch of time, a point, or a value. */
export type ChartSelection =
  | { kind: 'group'; group: GroupKey; label: string }
  /** Unix ms, `to` exclusive. */
  | { kind: 'time'; from: number; to: number }
  /** One point of a chart over time, for the rows behind it: its bucket and the nearest series. `to` exclusive. */
  | { kind: 'bucket'; from: number; to: number; group?: GroupKey; measure?: number; label?: string }
  /** One hour of the week; day 0 is Monday. */
  | { kind: 'hour'; day: number; hour: number; label: string }
  /** Those who started in the period that begins at `start`, Unix ms. */
  | { kind: 'cohort'; start: number; label: string }
  /** Those who did the first step. */
  | { kind: 'first-step'; label: string }
  /** One value of one field. */
  | { kind: 'value'; field: string; value: string | null };

/** What a pick does, so that the chart can say it beforehand and offers only what can be done exactly. */
export type PickAction = 'filter' | 'events';

/** Where the plot of a chart over time is, at any width: px from the edges of the chart, and the times and values of its edges. */
export type PlotPlace = {
  left: number;
  right: number;
  top: number;
  height: number;
  /** Unix ms. */
  domain: readonly [number, number];
  /** Lowest and highest value. */
  values: readonly [number, number];
};

export type ChartProps = {
  /** `events` is a table and not a chart. */
  chart: Exclude<PanelChart, 'events'>;
  data: AnswerData;
  unit: Unit;
  /** IANA name; ticks and tooltips are in it. */
  timezone: string;
  /** Names the chart for screen readers; it is not drawn. */
  title: string;
  /** Height in px of everything drawn, legend included; it never changes, so that nothing on the page moves. */
  height: number;
  /** A second answer, drawn small behind a number. */
  spark?: TrendData | undefined;
  betterWhen?: 'higher' | 'lower' | undefined;
  /** What the comparison is against, for a number's caption, for example `vs previous 24 h`. */
  comparedWith?: string | undefined;
  /** What happened when, drawn on charts over time. */
  annotations?: readonly ChartAnnotation[] | undefined;
  /** Lines at which a rule fires, and what it expects of the first series; on charts over time. */
  limits?: ChartInput['limits'];
  expected?: ChartInput['expected'];
  reach?: ChartInput['reach'];
  cut?: ChartInput['cut'];
  /** Drawn over both pictures of a chart over time, which do not move. */
  overlay?: ((place: PlotPlace) => ReactNode) | undefined;
  onSelect?: ((selection: ChartSelection) => void) | undefined;
  /** `filter` when absent: a pick filters by a group. `events`: it shows the events behind a point. */
  picks?: PickAction | undefined;
  /** The page shows the numbers beside the chart, so a chart over time needs no button for them. */
  hasOwnNumbers?: boolean | undefined;
};
