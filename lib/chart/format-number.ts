import type { Value } from '@/lib/model/value';
import type { Unit } from '@/lib/model/panel';
import { chartLocale } from './locale';

/** Written where there is no number: an average over nothing is not zero. */
export const noValue = '–';
const minus = '−';

const shortScales: readonly [number, string][] = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
];
const byteScales: readonly [number, string][] = [
  [1024 ** 4, 'TB'],
  [1024 ** 3, 'GB'],
  [1024 ** 2, 'MB'],
  [1024, 'KB'],
];

/** Rounded to at most `digits` decimals, without trailing zeros, thousands grouped. */
function plain(value: number, digits: number): string {
  const fixed = Math.abs(value).toFixed(digits);
  const [whole = '0', fraction = ''] = fixed.split('.');
  const tail = fraction.replace(/0+$/, '');
  const { group, decimal } = chartLocale();
  return whole.replace(/\B(?=(\d{3})+$)/g, group) + (tail ? decimal + tail : '');
}

/** Three significant digits, which is what a glance can hold. */
function threeDigits(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e15) return value.toExponential(1).replace('e+', 'e').replace('-', '');
  if (size >= 99.95) return plain(value, 0);
  if (size >= 9.995) return plain(value, 1);
  if (size >= 0.0995 || size === 0) return plain(value, 2);
  return plain(value, Math.min(12, 1 - Math.floor(Math.log10(Math.max(size, 1e-12)))));
}

function scaled(size: number, scales: readonly [number, string][]): string {
  // 999,950 rounds up to the next scale: "1M", never "1000k".
  const scale = scales.find(([factor]) => size >= factor * 0.9995);
  return scale ? `${threeDigits(size / scale[0])}${scale[1].length > 1 ? ' ' : ''}${scale[1]}` : threeDigits(size);
}

/** Two neighbouring parts of a duration, `1 h 5 min`. `size` in ms. */
function duration(size: number): string {
  if (size < 999.5) return `${threeDigits(size)} ms`;
  if (size < 59_950) return `${threeDigits(size / 1_000)} s`;
  const scales: readonly [number, string, number, string][] = [
    [86_400_000, 'd', 3_600_000, 'h'],
    [3_600_000, 'h', 60_000, 'min'],
    [60_000, 'min', 1_000, 's'],
  ];
  for (const [big, bigName, small, smallName] of scales) {
    const parts = Math.round(size / small);
    if (parts * small < big) continue;
    const whole = Math.floor((parts * small) / big);
    const rest = parts - (whole * big) / small;
    if (whole >= 100 || rest === 0) return `${plain(whole, 0)} ${bigName}`;
    return `${whole} ${bigName} ${rest} ${smallName}`;
  }
  return `${threeDigits(size / 1_000)} s`;
}

function minutes(size: number): string {
  if (size >= 59.5) return duration(Math.round(size) * 60_000);
  return `${size >= 9.95 ? plain(size, 0) : plain(size, 1)} min`;
}

function signed(value: number, text: string): string {
  return value < 0 && /[1-9]/.test(text) ? minus + text : text;
}

function bytes(size: number): string {
  return size < 1023.5 ? `${threeDigits(size)} B` : scaled(size, byteScales);
}

const shortForms: Record<Unit, (size: number) => string> = {
  count: (size) => scaled(size, shortScales),
  number: (size) => scaled(size, shortScales),
  percent: (size) => `${threeDigits(size)} %`,
  ms: duration,
  minutes,
  miles: (size) => `${scaled(size, shortScales)} mi`,
  bytes,
  per_second: (size) => `${scaled(size, shortScales)}/s`,
};
const suffixes: Record<Unit, string> = {
  count: '',
  number: '',
  percent: ' %',
  ms: ' ms',
  minutes: ' min',
  miles: ' mi',
  bytes: ' B',
  per_second: '/s',
};

/** The number as tiles, axes and bars show it: short, with its unit. `percent` values are 0 to 100; `–` for no data. */
export function formatValue(value: Value | undefined, unit: Unit): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return noValue;
  return signed(value, shortForms[unit](Math.abs(value)));
}

/** The number as an axis shows it: a zero needs no unit. */
export function formatAxis(value: number, unit: Unit): string {
  return value === 0 ? '0' : formatValue(value, unit);
}

function exactDigits(size: number): number {
  if (Number.isInteger(size)) return 0;
  if (size >= 1_000) return 1;
  return size >= 1 ? 2 : 4;
}

/** The number with all the digits that mean something, for tooltips and tables. */
export function formatExact(value: Value | undefined, unit: Unit): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return noValue;
  const size = Math.abs(value);
  const text = (size >= 1e15 ? threeDigits(value) : plain(value, exactDigits(size))) + suffixes[unit];
  return signed(value, unit === 'minutes' && size >= 59.5 ? `${minutes(size)} (${text})` : text);
}

export type Change = { text: string; direction: 'up' | 'down' | 'flat' | 'none'; tone: 'good' | 'bad' | 'neutral' };

/**
 * The change against an earlier value: `+12.4 %`, `new` where there was nothing before, `–` where either is unknown.
 * `betterWhen` decides whether up is good; without it no tone is taken.
 */
export function formatChange(
  value: Value | undefined,
  previous: Value | undefined,
  betterWhen?: 'higher' | 'lower',
): Change {
  if (value === null || value === undefined || previous === null || previous === undefined)
    return { text: noValue, direction: 'none', tone: 'neutral' };
  if (previous === 0) {
    if (value === 0) return { text: '0 %', direction: 'flat', tone: 'neutral' };
    const direction = value > 0 ? 'up' : 'down';
    return { text: 'new', direction, tone: toneOf(direction, betterWhen) };
  }
  const percent = ((value - previous) / Math.abs(previous)) * 100;
  const text = plain(percent, Math.abs(percent) >= 99.95 ? 0 : 1);
  if (text === '0') return { text: '0 %', direction: 'flat', tone: 'neutral' };
  const direction = percent > 0 ? 'up' : 'down';
  return { text: `${percent > 0 ? '+' : minus}${text} %`, direction, tone: toneOf(direction, betterWhen) };
}

function toneOf(direction: 'up' | 'down', betterWhen: 'higher' | 'lower' | undefined): Change['tone'] {
  if (betterWhen === undefined) return 'neutral';
  return (direction === 'up') === (betterWhen === 'higher') ? 'good' : 'bad';
}
