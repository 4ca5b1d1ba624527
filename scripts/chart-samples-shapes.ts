import type { ChartProps } from '../app/_ui/charts/chart-props';
import type { DriversData, HeatmapData, SqlData } from '../lib/model/answer';
import { otherStep, type FunnelData, type PathsData, type RetentionData } from '../lib/model/journey-answer';

const day = 86_400_000;
const monday = Date.UTC(2026, 8, 6, 22);

const heatmap: HeatmapData = {
  kind: 'heatmap',
  label: 'events',
  cells: Array.from({ length: 7 }, (_, weekday) =>
    Array.from({ length: 24 }, (_, hour) => {
      const isNight = hour < 6;
      const work = Math.exp(-((hour - 10.5) ** 2) / 9) + 0.8 * Math.exp(-((hour - 15) ** 2) / 8);
      return weekday === 6 && hour === 3
        ? null
        : Math.round((isNight ? 20 : 90) + 1_900 * work * (weekday < 5 ? 1 - weekday * 0.05 : 0.25));
    }),
  ),
};

const retention: RetentionData = {
  kind: 'retention',
  period: 'week',
  openFrom: monday + 9 * 7 * day,
  cohorts: Array.from({ length: 10 }, (_, cohort) => {
    const size = 420 + ((cohort * 137) % 260);
    const kept = (week: number) => Math.round(size * (week === 0 ? 1 : (0.44 + (cohort % 4) * 0.03) / week ** 0.62));
    return {
      start: monday + cohort * 7 * day,
      size,
      values: Array.from({ length: 10 }, (_, week) => {
        if (cohort + week > 9) return null;
        return cohort + week === 9 ? Math.round(kept(week) * 0.6) : kept(week);
      }),
    };
  }),
};

const steps = ['Visited pricing', 'Signed up', 'Created workspace', 'Invited a colleague', 'Paid'];
const funnelOf = (group: (string | null)[], counts: number[]) => ({
  group,
  counts,
  medianMs: [null, 184_000, 421_000, 8_400_000, 201_600_000],
  totalMedianMs: 262_800_000,
});
const funnel: FunnelData = { kind: 'funnel', steps, groups: [funnelOf([], [18_412, 6_230, 4_911, 1_804, 933])] };
const funnelByPlan: FunnelData = {
  kind: 'funnel',
  steps: steps.slice(0, 4),
  groups: [
    funnelOf([], [18_412, 6_230, 4_911, 1_804]),
    funnelOf(['Desktop'], [11_200, 4_610, 3_802, 1_533]),
    funnelOf(['Phone'], [6_010, 1_420, 988, 240]),
    { ...funnelOf([], [1_202, 200, 121, 31]), isOther: true },
  ],
};

const paths: PathsData = {
  kind: 'paths',
  direction: 'after',
  depth: 3,
  anchor: '/pricing',
  count: 9_400,
  links: [
    { step: 0, from: '/pricing', to: '/signup', count: 3_900 },
    { step: 0, from: '/pricing', to: '/docs/getting-started', count: 1_700 },
    { step: 0, from: '/pricing', to: '/', count: 1_100 },
    { step: 0, from: '/pricing', to: otherStep, count: 600 },
    { step: 0, from: '/pricing', to: null, count: 2_100 },
    { step: 1, from: '/signup', to: '/welcome', count: 2_800 },
    { step: 1, from: '/signup', to: '/pricing', count: 300 },
    { step: 1, from: '/signup', to: null, count: 800 },
    { step: 1, from: '/docs/getting-started', to: '/signup', count: 700 },
    { step: 1, from: '/docs/getting-started', to: otherStep, count: 420 },
    { step: 1, from: '/docs/getting-started', to: null, count: 580 },
    { step: 1, from: '/', to: '/signup', count: 210 },
    { step: 1, from: '/', to: '/welcome', count: 160 },
    { step: 1, from: '/', to: null, count: 730 },
    { step: 1, from: otherStep, to: otherStep, count: 250 },
    { step: 1, from: otherStep, to: null, count: 350 },
    { step: 2, from: '/welcome', to: '/workspace/new', count: 2_300 },
    { step: 2, from: '/welcome', to: null, count: 660 },
    { step: 2, from: '/signup', to: '/welcome', count: 640 },
    { step: 2, from: '/signup', to: null, count: 270 },
    { step: 2, from: '/pricing', to: '/signup', count: 180 },
    { step: 2, from: '/pricing', to: null, count: 120 },
    { step: 2, from: otherStep, to: otherStep, count: 300 },
    { step: 2, from: otherStep, to: null, count: 370 },
  ],
  flows: [
    { steps: ['/pricing', '/signup', '/welcome', '/workspace/new'], count: 2_210 },
    { steps: ['/pricing', '/docs/getting-started', '/signup', '/welcome'], count: 500 },
    { steps: ['/pricing', '/signup', '/pricing', '/signup'], count: 180 },
    { steps: ['/pricing', '/', '/signup', '/welcome'], count: 140 },
    { steps: ['/pricing', '/', '/welcome', '/workspace/new'], count: 90 },
  ],
};

const driver = (field: string, value: string | null, [inside, outside]: [number, number]) => ({
  field: `properties.${field}`,
  value,
  inside,
  outside,
  insideShare: inside / 1_240,
  outsideShare: outside / 410,
  effect: inside - outside,
});
const drivers: DriversData = {
  kind: 'drivers',
  label: 'Errors',
  isPerHour: true,
  inside: 1_240,
  outside: 410,
  fields: ['properties.region', 'properties.version', 'properties.plan'],
  rows: [
    driver('version', '2.4.0', [902, 31]),
    driver('region', 'eu-central-1', [880, 142]),
    driver('version', '2.3.9', [120, 340]),
    driver('plan', 'Business', [410, 196]),
    driver('browser', 'Chrome 149 on a rather long operating system name', [320, 210]),
    driver('plan', null, [44, 52]),
  ],
};

const sql: SqlData = {
  kind: 'sql',
  isTruncated: true,
  columns: [
    { name: 'last_seen', type: 'time', engineType: 'DateTime' },
    { name: 'path', type: 'text', engineType: 'String' },
    { name: 'views', type: 'number', engineType: 'UInt64' },
    { name: 'bounce_rate', type: 'number', engineType: 'Float64' },
    { name: 'is_new', type: 'boolean', engineType: 'Bool' },
  ],
  rows: Array.from({ length: 40 }, (_, index) => [
    monday + index * 3_700_000,
    index === 4
      ? null
      : `/blog/${['analytics', 'a-very-long-title-that-does-not-fit-anywhere', 'releases'][index % 3] ?? ''}/${index}`,
    Math.round(42_000 / (1 + index)),
    Math.round(1e4 * Math.abs(Math.sin(index))) / 100,
    index % 3 === 0,
  ]),
};

const base = { timezone: 'Europe/Berlin', unit: 'count', height: 300 } as const;

/** The charts that have no axes. */
export const shapeSamples: (Omit<ChartProps, 'onSelect'> & { id: string; columns: number })[] = [
  {
    ...base,
    id: 'heatmap',
    columns: 12,
    chart: 'heatmap',
    title: 'Events by hour and weekday',
    data: heatmap,
    height: 260,
  },
  { ...base, id: 'heatmap-half', columns: 6, chart: 'heatmap', title: 'Events by hour and weekday', data: heatmap },
  { ...base, id: 'retention-half', columns: 6, chart: 'heatmap', title: 'Weekly retention', data: retention },
  { ...base, id: 'retention', columns: 12, chart: 'heatmap', title: 'Weekly retention', data: retention, height: 360 },
  { ...base, id: 'funnel', columns: 7, chart: 'funnel', title: 'From pricing to paid', data: funnel },
  { ...base, id: 'funnel-groups', columns: 5, chart: 'funnel', title: 'By device', data: funnelByPlan },
  { ...base, id: 'flow', columns: 12, chart: 'flow', title: 'After /pricing', data: paths, height: 380 },
  {
    ...base,
    id: 'flow-before',
    columns: 6,
    chart: 'flow',
    title: 'Before /pricing',
    data: { ...paths, direction: 'before' },
  },
  { ...base, id: 'drivers', columns: 6, chart: 'drivers', title: 'What moved errors', data: drivers },
  { ...base, id: 'table-sql', columns: 7, chart: 'table', title: 'Pages', data: sql },
  {
    ...base,
    id: 'table-breakdown',
    columns: 5,
    chart: 'table',
    title: 'By plan',
    betterWhen: 'higher',
    data: {
      kind: 'breakdown',
      dimensions: ['properties.plan'],
      measures: ['Sign-ups', 'Revenue'],
      rows: ['Free', 'Team', 'Business', null].map((plan, index) => ({
        group: [plan],
        values: [Math.round(3_200 / (index + 1)), index * 12_400.5],
        previous: [Math.round(2_900 / (index + 0.8)), index * 11_000],
      })),
    },
  },
  {
    ...base,
    id: 'numbers',
    columns: 3,
    chart: 'number',
    title: 'Several numbers',
    height: 132,
    data: {
      kind: 'total',
      values: [
        { label: 'Visitors', value: 48_210, previous: 41_030 },
        { label: 'Sign-ups', value: 1_204, previous: 1_310 },
        { label: 'Conversion', value: 2.5 },
      ],
    },
  },
];
