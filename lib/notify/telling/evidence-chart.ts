import type { ChartInput } from '@/lib/chart/chart-input';
import { chartSvg } from '@/lib/chart/chart-svg';
import { fittingCharts } from '@/lib/chart/fitting-charts';
import type { Evidence } from '@/lib/model/incident';

/** Twice as sharp once it is a picture, and readable on a phone. */
const size = { width: 720, height: 320, theme: 'light', hasChrome: true } as const;

/** The question of an alert as it was answered when the alert fired, with its limits, as SVG text; null when it cannot be drawn. */
export function evidenceChart(evidence: Evidence, timezone: string): string | null {
  const { answer, unit, title, lines } = evidence;
  const { data, query } = answer;
  const input: ChartInput = {
    chart: fittingCharts(data)[0] ?? 'table',
    data,
    unit,
    timezone: query.timezone === '' ? timezone : query.timezone,
    title,
    limits: lines,
  };
  return chartSvg(input, size) ?? null;
}
