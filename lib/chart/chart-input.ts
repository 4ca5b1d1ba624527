import type { AnswerData } from '@/lib/model/answer';
import type { Value } from '@/lib/model/value';
import type { PanelChart, Unit } from '@/lib/model/panel';
import type { Severity } from '@/lib/model/severity';
import type { ChartAnnotation } from './annotation-marks';

export type ChartInput = {
  chart: PanelChart;
  data: AnswerData;
  unit: Unit;
  timezone: string;
  title: string;
  /** Colour slots of series by key, kept from an earlier answer, so that a series keeps its colour when ranks change. */
  slots?: ReadonlyMap<string, number>;
  /** What happened when, for charts over time. */
  annotations?: readonly ChartAnnotation[] | undefined;
  /** Lines at which a rule fires, for charts over time. */
  limits?: readonly ChartLimit[] | undefined;
  /** Values that the axis reaches whatever the data, so that it stays while somebody drags a limit. */
  reach?: readonly number[] | undefined;
  /** Values beyond are drawn at the edge of the plot, so that a few of them do not flatten all others. */
  cut?: readonly [low: number, high: number] | undefined;
  /** What an anomaly rule expects of the first series, one pair per bucket; null where it has not learned enough. */
  expected?: readonly (readonly [low: number, high: number] | null)[] | undefined;
};

/** `isRecovery`: where an alert of the severity ends, not where it begins. Labelled by severity and value when without a label. */
export type ChartLimit = { value: number; severity: Severity; label?: string; isRecovery?: boolean };

/** What every model has. */
export type ModelBase = { title: string; unit: Unit };

/** Beyond these, sums and steps of an axis leave the range of numbers; what is smaller is drawn as zero. */
const largest = 1e290;

/** The value as a chart can draw it: null where there is none, never NaN or infinite. */
export function finite(value: Value | undefined): Value {
  if (value === undefined || value === null || !Number.isFinite(value)) return null;
  if (Math.abs(value) < 1 / largest) return 0;
  return Math.max(-largest, Math.min(largest, value));
}
