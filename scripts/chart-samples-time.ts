import type { ChartProps } from '../app/_ui/charts/chart-props';
import { hour, sampleTrend, start } from './sample-trend';

const base = { timezone: 'Europe/Berlin', unit: 'count', height: 240 } as const;
const airports = ['ATL', 'ORD', 'DFW', 'LAX'];

/** Columns, annotations, and more series than colours. */
export const timeSamples: (Omit<ChartProps, 'onSelect'> & { id: string; columns: number })[] = [
  {
    ...base,
    id: 'columns',
    columns: 6,
    chart: 'columns',
    title: 'Sign-ups by day',
    data: sampleTrend({
      labels: ['Sign-ups'],
      points: 30,
      stepMs: 24 * hour,
      grain: '1d',
      hasPrevious: true,
      isOpen: true,
    }),
  },
  {
    ...base,
    id: 'columns-stacked',
    columns: 6,
    chart: 'columns',
    title: 'Stacked columns',
    data: sampleTrend({ labels: airports, points: 36, isOpen: true }),
  },
  {
    ...base,
    id: 'columns-grouped',
    columns: 6,
    chart: 'columns',
    title: 'Share by plan, side by side',
    unit: 'percent',
    data: sampleTrend({
      labels: ['Free', 'Team', 'Business'],
      points: 10,
      scale: 40,
      stepMs: 24 * hour,
      grain: '1d',
      isOpen: true,
    }),
  },
  {
    ...base,
    id: 'annotations',
    columns: 6,
    chart: 'line',
    title: 'Deployments and an incident',
    unit: 'ms',
    data: sampleTrend({ labels: ['p95'], points: 72, scale: 180 }),
    annotations: [
      { id: 'a', at: start + 9 * hour, text: 'Release 2.4', tags: ['deploy'] },
      { id: 'b', at: start + 30 * hour, until: start + 38 * hour, text: 'Database was slow', tags: ['incident'] },
      { id: 'c', at: start + 65 * hour, text: 'Release 2.4.1', tags: ['deploy'] },
    ],
  },
  {
    ...base,
    id: 'many',
    columns: 12,
    chart: 'line',
    title: '50 series of 5,000 points',
    height: 320,
    data: sampleTrend({
      labels: Array.from({ length: 50 }, (_, index) => `host-${String(index + 1).padStart(2, '0')}`),
      points: 5_000,
      stepMs: 60_000,
      grain: '1m',
    }),
  },
];
