import { hour, sampleTrend, start } from './sample-trend';
import { timeSamples } from './chart-samples-time';
import { shapeSamples } from './chart-samples-shapes';
import type { BreakdownData, DistributionData, TotalData } from '../lib/model/answer';
import type { ChartProps } from '../app/_ui/charts/chart-props';

const airports = ['ATL', 'ORD', 'DFW', 'LAX', 'PHX', 'IAH', 'Other'];
const total: TotalData = { kind: 'total', values: [{ label: 'Departures', value: 128_412, previous: 114_203 }] };
const delay: TotalData = { kind: 'total', values: [{ label: 'Delay', value: 65.2, previous: 58 }] };
const breakdown: BreakdownData = {
  kind: 'breakdown',
  dimensions: ['properties.origin'],
  measures: ['Departures'],
  rows: [
    ...[
      'Atlanta (ATL)',
      'Chicago O’Hare International Airport (ORD)',
      'Dallas/Fort Worth',
      'Los Angeles',
      'Phoenix',
      'Houston',
      'Denver',
    ].map((name, index) => ({
      group: [name],
      values: [Math.round(48_000 / (1 + index * 0.6))],
      previous: [Math.round((index % 2 ? 40_000 : 52_000) / (1 + index * 0.62))],
    })),
    { group: [null], values: [21_300], previous: [20_100], isOther: true },
  ],
};
const distribution: DistributionData = {
  kind: 'distribution',
  of: 'properties.delay',
  count: 41_000,
  bins: Array.from({ length: 24 }, (_, index) => ({
    from: index * 10 - 60,
    to: index * 10 - 50,
    count: Math.round(9_000 * Math.exp(-((index - 6) ** 2) / (index < 6 ? 6 : 26))),
  })),
};

const base = { timezone: 'Europe/Berlin', unit: 'count', height: 240 } as const;
const spark = sampleTrend({ labels: ['all'], points: 48, isOpen: true });

/** One of every chart and state, for looking at and for comparing the still with the interactive drawing. */
export const samples: (Omit<ChartProps, 'onSelect'> & { id: string; columns: number })[] = [
  {
    ...base,
    id: 'number',
    columns: 3,
    chart: 'number',
    title: 'Departures',
    data: total,
    height: 132,
    spark,
    betterWhen: 'higher',
    comparedWith: 'vs previous 24 h',
  },
  {
    ...base,
    id: 'number-worse',
    columns: 3,
    chart: 'number',
    title: 'Mean delay',
    data: delay,
    unit: 'minutes',
    height: 132,
    spark,
    betterWhen: 'lower',
  },
  {
    ...base,
    id: 'number-plain',
    columns: 3,
    chart: 'number',
    title: 'No comparison',
    data: { kind: 'total', values: [{ label: 'Users', value: 912 }] },
    height: 132,
  },
  {
    ...base,
    id: 'number-none',
    columns: 3,
    chart: 'number',
    title: 'No data',
    data: { kind: 'total', values: [{ label: 'p95', value: null, previous: 12 }] },
    unit: 'ms',
    height: 132,
  },
  {
    ...base,
    id: 'area',
    columns: 8,
    chart: 'area',
    title: 'Departures by hour',
    data: sampleTrend({ labels: ['Departures'], points: 72, hasPrevious: true, isOpen: true }),
  },
  { ...base, id: 'bars', columns: 4, chart: 'bars', title: 'Top origins', data: breakdown, betterWhen: 'higher' },
  {
    ...base,
    id: 'line',
    columns: 6,
    chart: 'line',
    title: 'By origin',
    data: sampleTrend({ labels: airports, points: 96, isOpen: true }),
  },
  {
    ...base,
    id: 'stacked',
    columns: 6,
    chart: 'stacked',
    title: 'Stacked by origin',
    data: sampleTrend({ labels: airports, points: 60, isOpen: true }),
  },
  {
    ...base,
    id: 'percentiles',
    columns: 6,
    chart: 'line',
    title: 'p50 and p95 delay',
    unit: 'minutes',
    data: sampleTrend({ labels: ['p50', 'p95'], points: 48, scale: 80 }),
  },
  { ...base, id: 'histogram', columns: 6, chart: 'histogram', title: 'Delay', unit: 'minutes', data: distribution },
  {
    ...base,
    id: 'gaps',
    columns: 4,
    chart: 'area',
    title: 'With a gap',
    data: sampleTrend({ labels: ['a'], points: 40, gap: [12, 20] }),
  },
  {
    ...base,
    id: 'dense',
    columns: 8,
    chart: 'line',
    title: '5,000 points',
    data: sampleTrend({ labels: ['a'], points: 5_000, stepMs: 60_000, grain: '1m' }),
  },
  {
    ...base,
    id: 'single',
    columns: 4,
    chart: 'line',
    title: 'One bucket',
    data: sampleTrend({ labels: ['a'], points: 1 }),
  },
  {
    ...base,
    id: 'flat',
    columns: 4,
    chart: 'area',
    title: 'All equal',
    data: {
      kind: 'trend',
      grain: '1d',
      buckets: [0, 1, 2, 3, 4, 5, 6].map((day) => start + day * 24 * hour),
      series: [{ key: 'a', label: 'a', measure: 0, group: [], values: [5, 5, 5, 5, 5, 5, 5] }],
    },
  },
  {
    ...base,
    id: 'negative',
    columns: 4,
    chart: 'area',
    title: 'Below zero',
    unit: 'minutes',
    data: {
      kind: 'trend',
      grain: '1M',
      buckets: Array.from({ length: 14 }, (_, month) => Date.UTC(2025, 9 + month, 1)),
      series: [
        { key: 'a', label: 'a', measure: 0, group: [], values: [5, -3, 12, -18, 22, 9, -4, -12, 3, 18, 25, 11, -2, 6] },
      ],
    },
  },
  ...timeSamples,
  ...shapeSamples,
];
