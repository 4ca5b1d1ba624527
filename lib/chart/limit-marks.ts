import type { Unit } from '@/lib/model/panel';
import { severityWords, type Severity } from '@/lib/model/severity';
import type { ChartLimit } from './chart-input';
import { formatValue } from './format-number';
import { paint, type ChartTheme, type ColorToken } from './palette';
import { px, type Box, type Mark } from './scene-types';
import { fitText } from './text-width';

/** Severities differ in dashes, too, for those who do not see the colours. */
const dashes: Record<Severity, string> = { critical: '9 3', warning: '5 3', info: '2 3' };
const recoveryDash = '1.5 4';

export const severityToken: Record<Severity, ColorToken> = {
  critical: 'chart-critical',
  warning: 'chart-warning',
  info: 'chart-info',
};

/** What a limit is called next to its line. */
export function limitText({ label, severity, value, isRecovery }: ChartLimit, unit: Unit): string {
  if (label !== undefined) return label;
  const at = formatValue(value, unit);
  return isRecovery ? `${severityWords[severity]} ends at ${at}` : `${severityWords[severity]} at ${at}`;
}

/** How a limit is stroked, as line in a picture and as edge of what is dragged. */
export function limitStroke({ severity, isRecovery }: Pick<ChartLimit, 'severity' | 'isRecovery'>) {
  return isRecovery
    ? { width: 1.25, opacity: 0.9, dash: recoveryDash }
    : { width: 1.75, opacity: 1, dash: dashes[severity] };
}

type Room = { plot: Box; y: (value: number) => number; theme: ChartTheme };

/** A dashed line across the plot for each limit. */
export function limitMarks(limits: readonly ChartLimit[], { plot, y, theme }: Room): Mark[] {
  return limits.map((limit, index): Mark => {
    const at = px(y(limit.value));
    const run: [number, number][] = [
      [plot.left, at],
      [px(plot.left + plot.width), at],
    ];
    const color = paint(severityToken[limit.severity], theme);
    return { type: 'line', key: `limit-${index}`, runs: [run], color, ...limitStroke(limit) };
  });
}

const textSize = 10;
const lineHeight = 13;

/** Baselines of the labels: above their line, or below it where the label of a higher line or the edge is in the way. */
export function limitBaselines(limits: readonly ChartLimit[], { plot, y }: Pick<Room, 'plot' | 'y'>): number[] {
  const baselines: number[] = limits.map(() => 0);
  let taken = plot.top - 1;
  const downwards = limits.map(({ value }, index) => ({ at: y(value), index })).sort((one, other) => one.at - other.at);
  for (const { at, index } of downwards) {
    const baseline = at - 4 - lineHeight + 3 >= taken ? at - 4 : Math.max(at + lineHeight - 2, taken + lineHeight);
    baselines[index] = px(baseline);
    taken = baseline + 2;
  }
  return baselines;
}

/** The labels at the right end of their lines, for a picture that stands alone. */
export function limitTexts(limits: readonly ChartLimit[], room: Room & { unit: Unit }): Mark[] {
  const { plot, theme, unit } = room;
  const baselines = limitBaselines(limits, room);
  return limits.flatMap((limit, index): Mark[] => {
    const text = fitText(limitText(limit, unit), plot.width / 2, textSize);
    if (text === '') return [];
    const place = { x: px(plot.left + plot.width - 2), y: baselines[index] ?? 0, anchor: 'end' } as const;
    const color = paint(severityToken[limit.severity], theme);
    return [{ type: 'text', key: `limit-${index}`, ...place, text, color, fontSize: textSize, weight: 500 }];
  });
}
