import type { GroupKey } from '@/lib/model/value';
import type { FunnelData, FunnelGroup } from '@/lib/model/journey-answer';
import type { FunnelSpec } from '@/lib/model/query-spec';
import type { Asking } from './asking';
import { compileFunnel } from './compile-funnel';
import { stepLabel } from './journey-step';
import type { Plan } from './plan';
import { groupOf, numberIn, type Row } from './shape';

/**
 * How many users do the steps one after the other. Only events inside the range count, so who began shortly before its end
 * may have had no time to get on. Every event of the first step begins an attempt, which takes the place of one that is still
 * at its first step; an event of a later step takes the latest attempt at the step before further, if it is within the window
 * (inclusive) of that attempt's first event. A user counts with the furthest attempt, the first one to get that far, and
 * times are those of its events: the definition of ClickHouse's `windowFunnel` and of PostHog's ordered funnel. `strict`: the
 * step must be the user's very next event of those that pass the question's filters. Events of the same instant are taken in
 * the order of the steps they are, those that are none first; one event is one step only.
 * Throws what `ask` throws and AppError invalid_input.
 */
export async function computeFunnel(spec: FunnelSpec, plan: Plan, asking: Asking): Promise<FunnelData> {
  const rows = await asking.ask(compileFunnel(spec, { plan, workspaceId: asking.workspaceId }));
  return { kind: 'funnel', steps: spec.steps.map(stepLabel), groups: groupsOf(spec, rows) };
}

function groupsOf(spec: FunnelSpec, rows: readonly Row[]): FunnelGroup[] {
  if (spec.by.length === 0) return [groupIn(spec, [], rows[0])];
  const every = rows.find((row) => numberIn(row, 'every') === 1);
  const groups = rows.filter((row) => row !== every);
  return [
    groupIn(spec, [], every),
    ...groups.map((row) => ({
      ...groupIn(spec, groupOf(row, 1), row),
      ...(numberIn(row, 'o') === 1 ? { isOther: true } : {}),
    })),
  ];
}

function groupIn(spec: FunnelSpec, group: GroupKey, row: Row | undefined): FunnelGroup {
  return {
    group,
    counts: spec.steps.map((_, index) => numberIn(row, `c${index + 1}`) ?? 0),
    medianMs: spec.steps.map((_, index) => (index === 0 ? null : numberIn(row, `d${index + 1}`))),
    totalMedianMs: numberIn(row, 'd'),
  };
}
