import type { Grain } from '@/lib/time/grain';
import { grainMs } from './grain-ms';
import { paint, type ChartTheme } from './palette';
import type { Box, Mark } from './scene-types';
import { fitText, textWidth } from './text-width';

/** Something that happened at a time or during a stretch of it, Unix ms. */
export type ChartAnnotation = { id: string; at: number; until?: number | null; text: string; tags: readonly string[] };

/** Those that fall into the time of a chart, by time. */
export function annotationsWithin(
  annotations: readonly ChartAnnotation[],
  times: readonly number[],
  grain: Grain,
): ChartAnnotation[] {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return [];
  const end = last + grainMs[grain];
  return annotations.filter(({ at, until }) => at < end && (until ?? at) >= first).sort((a, b) => a.at - b.at);
}

type Room = { plot: Box; domain: readonly [number, number]; x: (at: number) => number; theme: ChartTheme };

/** A band for a stretch of time below the data, and a dashed line where it begins. */
export function annotationMarks(annotations: readonly ChartAnnotation[], { plot, domain, x, theme }: Room): Mark[] {
  const [from, to] = domain;
  const [top, bottom] = [plot.top, plot.top + plot.height];
  const color = paint('chart-note', theme);
  return annotations.flatMap(({ id, at, until }): Mark[] => {
    const [left, right] = [x(Math.max(from, Math.min(to, at))), x(Math.max(from, Math.min(to, until ?? at)))];
    const line = (position: number): [number, number][] => [
      [position, top],
      [position, bottom],
    ];
    const runs = at >= from && at <= to ? [line(left)] : [];
    const marks: Mark[] =
      runs.length > 0 ? [{ type: 'line', key: `note-${id}`, runs, color, width: 1, opacity: 0.9, dash: '2 2' }] : [];
    if (right <= left) return marks;
    const edge = (y: number): [number, number][] => [
      [left, y],
      [right, y],
    ];
    const bandRuns = [{ upper: edge(top), lower: edge(bottom) }];
    return [{ type: 'band', key: `note-${id}`, runs: bandRuns, color, opacity: 0.1, isGradient: false }, ...marks];
  });
}

/** The texts next to their lines, for a picture that nobody can point at; each ends where the next begins. */
export function annotationTexts(annotations: readonly ChartAnnotation[], { plot, domain, x, theme }: Room): Mark[] {
  const right = plot.left + plot.width;
  const lefts = annotations.map(({ at }) => x(Math.max(domain[0], at)) + 4);
  return annotations.flatMap(({ id, text }, index): Mark[] => {
    const left = lefts[index] ?? 0;
    const next = lefts[index + 1];
    const room = Math.min(next === undefined ? right : next - 8, left + 160, right) - left;
    const fitted = fitText(text, room, 10);
    if (room < textWidth('mmm…', 10) || fitted === '') return [];
    const base = { type: 'text', key: `note-${id}`, x: left, y: plot.top + 9, text: fitted, anchor: 'start' } as const;
    return [{ ...base, color: paint('chart-text', theme), fontSize: 10, weight: 500 }];
  });
}
