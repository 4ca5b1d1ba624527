import type { QuerySpec } from '@/lib/model/query-spec';
import type { RuleDoc } from '@/lib/model/rule';
import { startCondition } from './start-condition';
import { ruleOf } from './start-rule';

export const startingPointIds = ['silent', 'errors', 'unusual', 'budget', 'drop', 'slow'] as const;
export type StartingPointId = (typeof startingPointIds)[number];
export type StartingPoint = { id: StartingPointId; title: string; about: string; doc: RuleDoc };

type Trend = Extract<QuerySpec, { kind: 'trend' }>;
type Total = Extract<QuerySpec, { kind: 'total' }>;

/** Rules that people often want, about one event: complete, and meant to be changed. */
export function startingPoints(event: string, timezone: string): StartingPoint[] {
  const base = { where: [], timezone, formulas: [] };
  const count = { agg: 'count', event } as const;
  const failed = { ...count, where: [['properties.status', '=', 'error'] as ['properties.status', '=', string]] };
  const trend = (last: string, grain: Trend['grain']): Trend => ({
    kind: 'trend',
    measures: [count],
    ...base,
    by: [],
    top: 10,
    other: false,
    range: { last },
    grain,
  });
  const total = (last: string, measures: Total['measures']): Total => ({
    kind: 'total',
    measures,
    ...base,
    range: { last },
  });
  const share: Total = {
    ...total(
      '5m',
      [failed, count].map((one) => ({ ...one, hidden: true })),
    ),
    formulas: [{ formula: 'A / B * 100', label: 'Error share in %' }],
  };
  return [
    {
      id: 'silent',
      title: `No ${event} for 10 minutes`,
      about: 'Something that should always happen has stopped.',
      doc: ruleOf(`No ${event} for 10 minutes`, trend('1h', '1m'), startCondition('absence', 0)),
    },
    {
      id: 'errors',
      title: 'Error share above 2 %',
      about: `Of all ${event} events, the share whose status says error.`,
      doc: {
        ...ruleOf(`Errors of ${event}`, share, {
          type: 'threshold',
          operator: '>',
          levels: [
            { severity: 'critical', value: 5, recovery: 4 },
            { severity: 'warning', value: 2, recovery: 1.5 },
          ],
        }),
        for: '5m',
      },
    },
    {
      id: 'unusual',
      title: `Unusual number of ${event}`,
      about: 'Learns what is usual at each hour, and needs no threshold.',
      doc: { ...ruleOf(`Unusual number of ${event}`, trend('7d', '15m'), startCondition('anomaly', 0)), every: '5m' },
    },
    {
      id: 'budget',
      title: 'Error budget of 99.9 % burns',
      about: 'An objective over 30 days, by the numbers of the SRE Workbook.',
      doc: ruleOf(`Error budget of ${event}`, total('1h', [failed, count]), startCondition('burn_rate', 0)),
    },
    {
      id: 'drop',
      title: `Far less ${event} than last week`,
      about: 'Half of what the same hour of the same weekday had.',
      doc: ruleOf(
        `Drop of ${event}`,
        { ...total('1h', [count]), compare: 'week' },
        {
          type: 'change',
          against: 'week',
          direction: 'down',
          unit: 'percent',
          levels: [{ severity: 'warning', by: 50, recovery: 40 }],
          leastBase: 20,
        },
      ),
    },
    {
      id: 'slow',
      title: `${event} is slow`,
      about: 'The 95th percentile of its value over five minutes.',
      doc: {
        ...ruleOf(
          `${event} is slow`,
          total('5m', [{ agg: 'p95', of: 'value', event }]),
          startCondition('threshold', 1_000),
        ),
        for: '5m',
      },
    },
  ];
}
