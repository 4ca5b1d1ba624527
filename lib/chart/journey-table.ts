import type { Cell } from '@/lib/model/answer';
import { otherStep, type FunnelData, type PathsData, type RetentionData } from '@/lib/model/journey-answer';
import type { AnswerTable } from './answer-table-types';
import { groupLabel } from './group-label';

/** A row per step and group, the shares in percent. */
export function funnelTable({ steps, groups }: FunnelData): AnswerTable {
  const hasGroups = groups.length > 1;
  return {
    columns: [
      ...(hasGroups ? [{ name: 'Group', type: 'text' as const }] : []),
      { name: 'Step', type: 'text' },
      { name: 'Users', type: 'number', unit: 'count' },
      { name: 'From step before', type: 'number', unit: 'percent' },
      { name: 'From first step', type: 'number', unit: 'percent' },
      { name: 'Median time', type: 'number', unit: 'ms' },
    ],
    rows: groups.flatMap(({ group, isOther, counts, medianMs }, at) =>
      steps.map((step, index): Cell[] => {
        const name = at === 0 ? 'All users' : isOther ? 'Other' : groupLabel(group);
        const count = counts[index] ?? 0;
        const before = index === 0 ? count : (counts[index - 1] ?? 0);
        return [
          ...(hasGroups ? [name] : []),
          step,
          count,
          percentOf(count, before),
          percentOf(count, counts[0] ?? 0),
          medianMs[index] ?? null,
        ];
      }),
    ),
  };
}

/** The part of a whole in percent; null of nothing. */
export function percentOf(part: number, whole: number): number | null {
  return whole > 0 ? (part / whole) * 100 : null;
}

const periodNames = { day: 'Day', week: 'Week', month: 'Month' } as const;

/** A row per cohort: when it started, its size, and the users who came back in each period. */
export function retentionTable({ period, cohorts }: RetentionData): AnswerTable {
  const periods = Math.max(0, ...cohorts.map(({ values }) => values.length));
  return {
    columns: [
      { name: 'Started', type: 'time' },
      { name: 'Users', type: 'number', unit: 'count' },
      ...Array.from({ length: periods }, (_, index) => ({
        name: `${periodNames[period]} ${index}`,
        type: 'number' as const,
        unit: 'count' as const,
      })),
    ],
    rows: cohorts.map(({ start, size, values }) => [
      start,
      size,
      ...Array.from({ length: periods }, (_, index) => values[index] ?? null),
    ]),
  };
}

/** The name of a step as people read it; before an anchor, where nothing comes from is the start. */
export function stepName(step: string | null, direction: PathsData['direction']): string {
  return step === null
    ? direction === 'before'
      ? '(start)'
      : '(end)'
    : step === otherStep
      ? 'Other'
      : step === ''
        ? '(empty)'
        : step;
}

/** A row per link between two steps. */
export function pathsTable({ links, direction }: PathsData): AnswerTable {
  return {
    columns: [
      { name: 'Step', type: 'number', unit: 'count' },
      { name: 'From', type: 'text' },
      { name: 'To', type: 'text' },
      { name: 'Journeys', type: 'number', unit: 'count' },
    ],
    rows: links.map(({ step, from, to, count }) => [step, stepName(from, direction), stepName(to, direction), count]),
  };
}
