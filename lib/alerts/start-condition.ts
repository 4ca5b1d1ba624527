import type { QuerySpec } from '@/lib/model/query-spec';
import type { Condition } from '@/lib/model/rule-condition';

// The schemas fill these in on the server; the browser, which has no schemas, takes them from here. A test holds both together.

const numbered: readonly Condition['type'][] = ['threshold', 'absence'];
const fitting: Record<QuerySpec['kind'], readonly Condition['type'][]> = {
  trend: ['threshold', 'change', 'absence', 'anomaly', 'burn_rate'],
  total: ['threshold', 'change', 'absence', 'burn_rate'],
  breakdown: ['threshold', 'change', 'absence', 'burn_rate', 'row'],
  funnel: numbered,
  retention: numbered,
  distribution: numbered,
  sql: [...numbered, 'row'],
  table: ['row'],
  heatmap: [],
  drivers: [],
  paths: [],
};

/** The kinds of condition that can judge a kind of question; none for questions that no rule can ask. */
export const fittingConditions = (kind: QuerySpec['kind']): readonly Condition['type'][] => fitting[kind];

/** What a condition of a kind begins with; `value` is where a line is a sensible guess. */
export function startCondition(type: Condition['type'], value: number): Condition {
  switch (type) {
    case 'threshold':
      return { type, operator: '>', levels: [{ severity: 'critical', value }] };
    case 'change':
      return {
        type,
        against: 'previous',
        direction: 'either',
        unit: 'percent',
        levels: [{ severity: 'warning', by: 50 }],
        leastBase: 0,
      };
    case 'absence':
      return { type, levels: [{ severity: 'critical', after: '10m' }], forgetAfter: '7d' };
    case 'anomaly':
      return {
        type,
        severity: 'warning',
        direction: 'either',
        rarity: 4,
        confirm: { needed: 2, of: 3 },
        leastEffect: { share: 0.25, deviations: 3 },
        corroborate: true,
      };
    case 'burn_rate':
      return { type, objective: 0.999, bad: 0, total: 1, windows: workbookRows(), leastBad: 10 };
    case 'row':
      return { type, severity: 'warning' };
  }
}

type BurnRows = Extract<Condition, { type: 'burn_rate' }>['windows'];
/** Google SRE Workbook, chapter 5. */
const workbookRows = (): BurnRows => [
  { severity: 'critical', long: '1h', short: '5m', burn: 14.4 },
  { severity: 'critical', long: '6h', short: '30m', burn: 6 },
  { severity: 'warning', long: '1d', short: '2h', burn: 3 },
  { severity: 'warning', long: '3d', short: '6h', burn: 1 },
];
