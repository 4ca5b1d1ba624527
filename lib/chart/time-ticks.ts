import { formatTick, type TickUnit } from './format-time';
import { textWidth } from './text-width';
import { instantOf, wallClock } from './zone';

export type TimeTick = { at: number; label: string };

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

type Step = { unit: TickUnit; ms: number } | { unit: 'month'; months: number } | { unit: 'year'; years: number };
const steps: readonly Step[] = [
  ...[1, 2, 5, 10, 15, 30].map((n): Step => ({ unit: 'second', ms: n * second })),
  ...[1, 2, 5, 10, 15, 30].map((n): Step => ({ unit: 'minute', ms: n * minute })),
  ...[1, 2, 3, 4, 6, 12].map((n): Step => ({ unit: 'minute', ms: n * hour })),
  ...[1, 2, 4, 7, 14].map((n): Step => ({ unit: 'day', ms: n * day })),
  ...[1, 2, 3, 4, 6].map((n): Step => ({ unit: 'month', months: n })),
  ...[1, 2, 5, 10, 20, 50, 100].map((n): Step => ({ unit: 'year', years: n })),
];

function monthsOf(step: Step): number | undefined {
  if ('months' in step) return step.months;
  return 'years' in step ? step.years * 12 : undefined;
}

/** 1970-01-05, so that weekly ticks are Mondays. */
const monday = 4 * day;

/** The wall times of a step within a range of wall times, aligned to the calendar. */
function wallTimes(step: Step, from: number, to: number): number[] {
  const times: number[] = [];
  const months = monthsOf(step);
  if (months !== undefined) {
    const start = new Date(from);
    let index = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months) * months;
    for (; times.length < 400; index += months) {
      const at = Date.UTC(Math.floor(index / 12), index % 12, 1);
      if (at > to) break;
      if (at >= from) times.push(at);
    }
    return times;
  }
  const ms = 'ms' in step ? step.ms : day;
  for (let at = Math.ceil((from - monday) / ms) * ms + monday; at <= to && times.length < 400; at += ms) times.push(at);
  return times;
}

function roughMs(step: Step): number {
  const months = monthsOf(step);
  return months !== undefined ? months * 30 * day : 'ms' in step ? step.ms : day;
}

export type TimeAxisRoom = {
  domain: [number, number];
  timezone: string;
  /** Narrowest width of a bucket, ms: no ticks finer than what the data knows. */
  bucketMs: number;
  /** Width of the plot, px, and how far a label may reach beyond its left and right edges. */
  width: number;
  left: number;
  right: number;
  fontSize: number;
};

const gap = 24;

/** Whether labels have room: between each other, and at the edges. */
function fits(ticks: readonly { x: number; half: number }[]): boolean {
  return ticks.every((tick, index) => {
    const next = ticks[index + 1];
    return next === undefined || next.x - tick.x >= tick.half + next.half + gap;
  });
}

/**
 * Ticks on round local times (midnights, Mondays, firsts of the month) of the timezone, as many as fit without touching.
 * Labels that would stick out of the picture are left away.
 */
export function timeTicks(room: TimeAxisRoom): TimeTick[] {
  const [from, to] = room.domain;
  if (!(to > from) || room.width < 1) return [];
  const wallFrom = wallClock(from, room.timezone);
  const wallTo = wallClock(to, room.timezone);
  const position = (at: number) => ((at - from) / (to - from)) * room.width;
  for (const step of steps) {
    if (roughMs(step) < room.bucketMs || ((to - from) / roughMs(step)) * 24 > room.width) continue;
    const ticks = wallTimes(step, wallFrom, wallTo)
      .map((wall) => instantOf(wall, room.timezone))
      .filter((at, index, all) => at >= from && at <= to && (index === 0 || at > (all[index - 1] ?? 0)))
      .map((at) => {
        const label = formatTick(at, step.unit, room.timezone);
        return { at, label, x: position(at), half: textWidth(label, room.fontSize) / 2 };
      })
      .filter((tick) => tick.x - tick.half >= -room.left && tick.x + tick.half <= room.width + room.right);
    if (fits(ticks)) return ticks.map(({ at, label }) => ({ at, label }));
  }
  return [];
}
