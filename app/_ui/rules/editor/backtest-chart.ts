import { grainMs } from '@/lib/chart/grain-ms';
import type { ChartInput } from '@/lib/chart/chart-input';
import type { TrendData } from '@/lib/model/answer';
import type { BacktestAnswer, JudgedSeries } from '@/lib/model/backtest';
import type { Unit } from '@/lib/model/panel';
import type { Condition } from '@/lib/model/rule-condition';
import { secondMs } from '@/lib/time/duration';
import { grains, type Grain } from '@/lib/time/grain';

/** A stretch of time, Unix ms. */
export type Span = { from: number; to: number };
export type JudgedChart = { data: TrendData; expected: ChartInput['expected'] };

/** Lines beyond these only cover each other; those with the most firings come first. */
const mostSeries = 8;

/** How what was judged is drawn: its lowest or its highest values, times `scale`. */
export type Look = { side: 'low' | 'high'; scale: number };

/** Of a rule that looks downwards the lowest values count. Silence is judged in seconds and drawn on a clock. */
export function lookOf(condition: Condition): Look {
  return { side: looksDown(condition) ? 'low' : 'high', scale: condition.type === 'absence' ? secondMs : 1 };
}

function looksDown(condition: Condition): boolean {
  if (condition.type === 'threshold') return condition.operator.startsWith('<');
  return (condition.type === 'change' || condition.type === 'anomaly') && condition.direction === 'down';
}

/** What was judged as a chart over time, all of it or the part of a span. */
export function judgedChart({ chart }: Pick<BacktestAnswer, 'chart'>, { side, scale }: Look, span?: Span): JudgedChart {
  const { starts, widthMs, series } = chart;
  const inside = (start: number) => !span || (start + widthMs > span.from && start < span.to);
  const kept = starts.flatMap((start, index) => (inside(start) ? [index] : []));
  const pick = <T>(values: readonly T[]): (T | null)[] => kept.map((index) => values[index] ?? null);
  const shown = series.slice(0, mostSeries);
  const data: TrendData = {
    kind: 'trend',
    grain: grainBelow(widthMs),
    buckets: kept.map((index) => starts[index] ?? 0),
    series: shown.map((one) => ({
      key: one.key,
      label: seriesLabel(one.labels),
      measure: 0,
      group: Object.values(one.labels),
      values: pick(one[side]).map((value) => (value === null ? null : value * scale)),
    })),
  };
  const expected = shown[0]?.expected;
  return { data, expected: expected && pick(expected) };
}

/** In which unit what is judged is written; `own` is the question's. */
export function judgedUnit(condition: Condition, own: Unit): Unit {
  if (condition.type === 'absence') return 'ms';
  if (condition.type === 'change') return condition.unit === 'percent' ? 'percent' : own;
  return condition.type === 'burn_rate' ? 'number' : own;
}

/** What the vertical axis of the chart is, in words. */
export const judgedWords: Record<Condition['type'], string> = {
  threshold: 'What is judged',
  change: 'The change that is judged',
  absence: 'How long it was silent',
  anomaly: 'What is judged, and what was expected',
  burn_rate: 'How many times too fast the budget burned',
  row: 'What came back',
};

/** A series by the values of its labels: `DE, web`. */
export function seriesLabel(labels: JudgedSeries['labels']): string {
  const values = Object.values(labels);
  return values.length === 0 ? 'Value' : values.map((value) => (value === '' ? '(none)' : value)).join(', ');
}

/** The largest step that is no longer than a bucket, for the words of times. */
function grainBelow(widthMs: number): Grain {
  return grains.findLast((grain) => grainMs[grain] <= widthMs) ?? '1s';
}

/** What the value axis reaches besides the data, and beyond which values are drawn at its edge. */
export type AxisRange = { reach: number[]; cut: [low: number, high: number] | undefined };

/** Every line, and room to drag one beyond what ever was. With few values far beyond all lines, those are cut off. */
export function axisRange({ series }: TrendData, limits: readonly number[]): AxisRange {
  const values = series.flatMap((one) => one.values.filter((value) => value !== null)).sort((a, b) => a - b);
  const [low, high] = [Math.min(0, values[0] ?? 0), Math.max(0, values.at(-1) ?? 0)];
  const top = cutOf(values, Math.max(0, ...limits), high);
  const bottom = -cutOf(values.map((value) => -value).reverse(), Math.max(0, ...limits.map((limit) => -limit)), -low);
  const spare = (top - bottom) * 0.2;
  const isCut = top < high || bottom > low;
  return {
    reach: [...limits, top + (top < high ? 0 : spare), ...(low < 0 ? [bottom - (bottom > low ? 0 : spare)] : [])],
    cut: isCut ? [Math.min(bottom, 0), top] : undefined,
  };
}

/** So many times beyond the farthest line a value is out of the picture, if it is one of a few. */
const farBeyond = 5;

function cutOf(sorted: readonly number[], line: number, high: number): number {
  const usual = sorted[Math.floor((sorted.length - 1) * 0.95)] ?? 0;
  const top = Math.max(line * 2.5, usual * 1.2);
  return line > 0 && high > line * farBeyond && top < high ? top : high;
}

/** A span with room around it, so that one sees what came before and after. */
export function around({ from, to }: Span, within: Span): Span {
  const spare = Math.max((to - from) * 1.5, (within.to - within.from) / 40);
  return { from: Math.max(within.from, from - spare), to: Math.min(within.to, to + spare) };
}

/** Where a first threshold is worth a look: a little above what usually is. A round number. */
export function guessLimit(answer: BacktestAnswer | null): number {
  const values = (answer?.chart.series ?? []).flatMap(({ high }) => high.filter((value) => value !== null));
  if (values.length === 0) return 100;
  const sorted = values.toSorted((a, b) => a - b);
  const high = sorted[Math.floor((sorted.length - 1) * 0.98)] ?? 0;
  return high === 0 ? 1 : Number((high * 1.1).toPrecision(2));
}
