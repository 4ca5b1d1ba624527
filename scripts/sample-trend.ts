import type { TrendData } from '../lib/model/answer';
import type { Value } from '../lib/model/value';

/** A repeatable stream of numbers from 0 to 1 (Lehmer's generator with the parameters of Park and Miller, 1988). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

export const hour = 3_600_000;
export const start = Date.UTC(2026, 2, 27, 23);

type TrendOptions = {
  labels: string[];
  points: number;
  stepMs?: number;
  grain?: TrendData['grain'];
  scale?: number;
  hasPrevious?: boolean;
  isOpen?: boolean;
  gap?: [number, number];
};

export function sampleTrend(options: TrendOptions): TrendData {
  const { labels, points, stepMs = hour, grain = '1h', scale = 1_000 } = options;
  const next = numbers(labels.length * 97 + points);
  const buckets = Array.from({ length: points }, (_, index) => start + index * stepMs);
  const wave = (index: number, phase: number) => {
    const day = Math.sin(((index * stepMs) / (24 * hour)) * 2 * Math.PI + phase);
    return Math.round(scale * (1 + 0.55 * day + 0.35 * (next() - 0.5)));
  };
  const series = labels.map((label, at) => {
    const share = 1 / (1 + at * 0.55);
    const values = buckets.map((_, index): Value => {
      const isGap = options.gap && index >= options.gap[0] && index < options.gap[1];
      const isLast = options.isOpen && index === points - 1;
      return isGap ? null : Math.round(wave(index, at * 0.7) * share * (isLast ? 0.4 : 1));
    });
    const previous = options.hasPrevious
      ? { previous: buckets.map((_, index): Value => Math.round(wave(index, at * 0.7 + 0.3) * share * 0.9)) }
      : {};
    return {
      key: `0:${label}`,
      label,
      measure: 0,
      group: [label],
      values,
      ...previous,
      ...(label === 'Other' ? { isOther: true } : {}),
    };
  });
  const openFrom = buckets.at(-1);
  return { kind: 'trend', grain, buckets, series, ...(options.isOpen && openFrom !== undefined ? { openFrom } : {}) };
}
