import type { Measure } from '@/lib/model/measure';
import type { QuerySpec } from '@/lib/model/query-spec';
import type { RuleDoc } from '@/lib/model/rule';
import { startCondition } from './start-condition';
import { ruleOf } from './start-rule';

export const startingPointIds = ['silent', 'errors', 'unusual', 'budget', 'drop', 'slow'] as const;
export type StartingPointId = (typeof startingPointIds)[number];
export type StartingPoint = { id: StartingPointId; title: string; about: string; doc: RuleDoc };

/** Rules that people often want, about one event: complete, and meant to be changed. */
export function startingPoints(event: string, timezone: string): StartingPoint[] {
  return startingPointIds.map((id) => ({ id, ...makers[id](event, timezone) }));
}

type Maker = (event: string, timezone: string) => Omit<StartingPoint, 'id'>;
type Trend = Extract<QuerySpec, { kind: 'trend' }>;
type Total = Extract<QuerySpec, { kind: 'total' }>;

const makers: Record<StartingPointId, Maker> = {
  silent: (event, timezone) => ({
    title: `No ${event} for 10 minutes`,
    about: 'Something that should always happen has stopped.',
    doc: ruleOf(
      `No ${event} for 10 minutes`,
      trend(event, timezone, { range: { last: '1h' }, grain: '1m' }),
      startCondition('absence', 0),
    ),
  }),
  errors: (event, timezone) => ({
    title: 'Error share above 2 %',
    about: `Of all ${event} events, the share whose status says error.`,
    doc: { ...ruleOf(`Errors of ${event}`, errorShare(event, timezone), twoLevels), unit: 'percent', for: '5m' },
  }),
  unusual: (event, timezone) => {
    const spec = trend(event, timezone, { range: { last: '7d' }, grain: '15m' });
    return {
      title: `Unusual number of ${event}`,
      about: 'Learns what is usual at each hour, and needs no threshold.',
      doc: { ...ruleOf(`Unusual number of ${event}`, spec, startCondition('anomaly', 0)), every: '5m' },
    };
  },
  budget: (event, timezone) => ({
    title: 'Error budget of 99.9 % burns',
    about: 'An objective over 30 days, by the numbers of the SRE Workbook.',
    doc: ruleOf(
      `Error budget of ${event}`,
      total([failed(event), counted(event)], '1h', timezone),
      startCondition('burn_rate', 0),
    ),
  }),
  drop: (event, timezone) => ({
    title: `Far less ${event} than last week`,
    about: 'Half of what the same hour of the same weekday had.',
    doc: ruleOf(`Drop of ${event}`, { ...total([counted(event)], '1h', timezone), compare: 'week' }, halved),
  }),
  slow: (event, timezone) => {
    const spec = total([{ agg: 'p95', of: 'value', event }], '5m', timezone);
    return {
      title: `${event} is slow`,
      about: 'The 95th percentile of its value over five minutes.',
      doc: { ...ruleOf(`${event} is slow`, spec, startCondition('threshold', 1_000)), for: '5m' },
    };
  },
};

const twoLevels: RuleDoc['condition'] = {
  type: 'threshold',
  operator: '>',
  levels: [
    { severity: 'critical', value: 5, recovery: 4 },
    { severity: 'warning', value: 2, recovery: 1.5 },
  ],
};
const halved: RuleDoc['condition'] = {
  type: 'change',
  against: 'week',
  direction: 'down',
  unit: 'percent',
  levels: [{ severity: 'warning', by: 50, recovery: 40 }],
  leastBase: 20,
};

const counted = (event: string): Measure => ({ agg: 'count', event });
const failed = (event: string): Measure => ({ ...counted(event), where: [['properties.status', '=', 'error']] });

function trend(event: string, timezone: string, when: Pick<Trend, 'range' | 'grain'>): Trend {
  const rest = { where: [], timezone, formulas: [], by: [], top: 10, other: false };
  return { kind: 'trend', measures: [counted(event)], ...rest, ...when };
}

const total = (measures: Measure[], last: string, timezone: string): Total => ({
  kind: 'total',
  measures,
  where: [],
  timezone,
  formulas: [],
  range: { last },
});

/** The counts are only there for the formula. */
function errorShare(event: string, timezone: string): Total {
  const measures = [failed(event), counted(event)].map((measure) => ({ ...measure, hidden: true }));
  return {
    ...total(measures, '5m', timezone),
    formulas: [{ formula: 'A / B * 100', label: 'Error share in %' }],
  };
}
