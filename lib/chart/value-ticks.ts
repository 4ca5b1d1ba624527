import type { Unit } from '@/lib/model/panel';

export type ValueAxis = { domain: [number, number]; ticks: number[] };

const decimalSteps = [1, 2, 5, 10];
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** Steps that read well on a clock, ms. */
const clockSteps = [1, 2, 5, 10, 15, 30]
  .map((n) => n * second)
  .concat([1, 2, 5, 10, 15, 30].map((n) => n * minute))
  .concat([1, 2, 3, 6, 12].map((n) => n * hour))
  .concat([1, 2, 5, 10].map((n) => n * day));

function decimalStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = decimalSteps.find((step) => step * power >= raw * 0.999_999) ?? 10;
  // 0.1 and its kin are not exact; dividing by a whole power keeps 0.3 from becoming 0.30000000000000004.
  return power >= 1 ? factor * power : factor / Math.round(1 / power);
}

function stepFrom(steps: readonly number[], raw: number): number | undefined {
  return steps.find((step) => step >= raw * 0.999_999);
}

/** A round step of at least `raw`; `reach` is the largest size on the axis. */
function niceStep(raw: number, unit: Unit, reach: number): number {
  if (unit === 'minutes' && raw > 1)
    return (stepFrom(clockSteps, raw * minute) ?? decimalStep(raw / 1_440) * day) / minute;
  if (unit === 'ms' && raw > 500) return stepFrom(clockSteps, raw) ?? decimalStep(raw / day) * day;
  if (unit === 'bytes' && raw > 1) {
    const scale = 1024 ** Math.max(0, Math.floor(Math.log2(reach) / 10));
    return decimalStep(raw / scale) * scale;
  }
  const step = decimalStep(raw);
  return unit === 'count' ? Math.max(1, step) : step;
}

function extentOf(values: Iterable<number | null>): [number, number] | undefined {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value === null || !Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? undefined : [low, high];
}

/** Zero belongs on the axis unless a line's values are all far from it, where it would flatten what there is to see. */
function withZero([low, high]: [number, number], mustIncludeZero: boolean): [number, number] {
  if (low < 0 && high > 0) return [low, high];
  const isFar = low > 0 ? high - low < low * 0.35 : low - high > high * 0.35;
  if (!mustIncludeZero && isFar && low !== high) return [low, high];
  return [Math.min(0, low), Math.max(0, high)];
}

/**
 * A value axis of about `height / 48` steps with ticks on round numbers of the unit; the domain begins and ends on a tick.
 * Never fails: no values give 0 to 1.
 */
export function valueAxis(
  values: Iterable<number | null>,
  options: { unit: Unit; height: number; mustIncludeZero: boolean },
): ValueAxis {
  const [low, high] = withZero(extentOf(values) ?? [0, 0], options.mustIncludeZero);
  const count = Math.max(2, Math.min(6, Math.floor(options.height / 44)));
  if (low === high) return { domain: [0, 1], ticks: [0, 1] };
  const step = niceStep((high - low) / count, options.unit, Math.max(-low, high));
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => tidy((first + index) * step, step));
  return { domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1], ticks };
}

function tidy(value: number, step: number): number {
  if (value === 0) return 0;
  const digits = Math.min(100, Math.max(0, 2 - Math.floor(Math.log10(step))));
  return Math.abs(value) < 1e15 ? Number(value.toFixed(digits)) : value;
}
