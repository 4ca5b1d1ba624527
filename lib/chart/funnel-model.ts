import type { GroupKey, Value } from '@/lib/model/value';
import type { FunnelData, FunnelGroup } from '@/lib/model/journey-answer';
import { type ChartInput, type ModelBase } from './chart-input';
import { groupLabel } from './group-label';
import { percentOf } from './journey-table';
import { seriesToken, type ColorToken } from './palette';

/** One group at one step; shares in percent, null of nobody. */
export type FunnelBar = { count: number; ofFirst: Value; ofBefore: Value; lost: number; medianMs: Value };
export type FunnelGroupModel = {
  key: string;
  label: string;
  group: GroupKey;
  isOther: boolean;
  color: ColorToken;
  bars: FunnelBar[];
};
export type FunnelModel = ModelBase & {
  kind: 'funnel';
  steps: string[];
  all: FunnelGroupModel;
  /** The groups of the dimension, largest first; none without one. */
  groups: FunnelGroupModel[];
  /** Median time from the first step to the last, ms. */
  totalMedianMs: Value;
};

/** Steps with what is left at each, of all users and of each group. */
export function funnelModel({ steps, groups: [all, ...groups] }: FunnelData, input: ChartInput): FunnelModel {
  const empty: FunnelGroup = { group: [], counts: [], medianMs: [], totalMedianMs: null };
  return {
    kind: 'funnel',
    title: input.title,
    unit: input.unit,
    steps,
    all: groupModel(steps, all ?? empty, { label: 'All users', color: groups.length > 0 ? 'chart-muted' : 'chart-1' }),
    groups: groups.map((group, index) =>
      groupModel(steps, group, {
        label: group.isOther ? 'Other' : groupLabel(group.group),
        color: group.isOther ? 'chart-axis' : seriesToken(index),
      }),
    ),
    totalMedianMs: all?.totalMedianMs ?? null,
  };
}

function groupModel(
  steps: readonly string[],
  { group, isOther = false, counts, medianMs }: FunnelGroup,
  { label, color }: { label: string; color: ColorToken },
): FunnelGroupModel {
  return {
    key: isOther ? 'other' : JSON.stringify(group),
    label,
    group,
    isOther,
    color,
    bars: steps.map((_, index) => {
      const count = counts[index] ?? 0;
      const before = index === 0 ? count : (counts[index - 1] ?? 0);
      return {
        count,
        ofFirst: percentOf(count, counts[0] ?? 0),
        ofBefore: index === 0 ? null : percentOf(count, before),
        lost: Math.max(0, before - count),
        medianMs: medianMs[index] ?? null,
      };
    }),
  };
}
