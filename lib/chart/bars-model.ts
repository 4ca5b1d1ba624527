import type { BreakdownData } from '@/lib/model/answer';
import type { GroupKey, Value } from '@/lib/model/value';
import { finite, type ChartInput, type ModelBase } from './chart-input';
import { groupLabel } from './group-label';

export type BarModel = {
  group: GroupKey;
  label: string;
  value: Value;
  previous?: Value;
  isOther: boolean;
  /** The measures after the first, which ranks. */
  more: Value[];
};
export type BarsModel = ModelBase & { kind: 'bars'; dimensions: string[]; measures: string[]; rows: BarModel[] };

/** One ranked bar per group, of the first measure. */
export function barsModel(data: BreakdownData, input: ChartInput): BarsModel {
  return {
    kind: 'bars',
    title: input.title,
    unit: input.unit,
    dimensions: data.dimensions,
    measures: data.measures,
    rows: data.rows.map((row) => ({
      group: row.group,
      label: row.isOther ? 'Other' : groupLabel(row.group),
      value: finite(row.values[0]),
      isOther: row.isOther ?? false,
      more: row.values.slice(1).map(finite),
      ...(row.previous ? { previous: finite(row.previous[0]) } : {}),
    })),
  };
}
