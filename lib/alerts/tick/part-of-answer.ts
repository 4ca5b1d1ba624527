import type { Answer, AnswerData, BreakdownRow, TrendSeries } from '@/lib/model/answer';
import type { QuerySpec } from '@/lib/model/query-spec';
import type { Value } from '@/lib/model/value';
import { groupName } from '@/lib/query/labels';

/**
 * The answer to one of the questions that were asked together: only its measures, in its order, as if it had been asked alone.
 * `places` are where they stand in the answer to all.
 */
export function partOfAnswer(
  { data, meta }: Answer,
  { spec, places }: { spec: QuerySpec; places: readonly number[] | null },
): Answer {
  return { data: places === null ? data : partOf(data, { spec, places }), query: spec, meta };
}

type Part = { spec: QuerySpec; places: readonly number[] };

function partOf(data: AnswerData, { spec, places }: Part): AnswerData {
  const chosen = <T>(all: readonly T[]): T[] => places.flatMap((place) => all.slice(place, place + 1));
  switch (data.kind) {
    case 'total':
      return { ...data, values: chosen(data.values) };
    case 'breakdown':
      return { ...data, measures: chosen(data.measures), rows: data.rows.map((row) => rowOf(row, chosen)) };
    case 'trend': {
      const series = places.flatMap((place, index) =>
        data.series.filter(({ measure }) => measure === place).map((one) => seriesAt(one, index)),
      );
      return { ...data, series: byGroup(series, spec) };
    }
    default:
      return data;
  }
}

function rowOf(row: BreakdownRow, chosen: (values: readonly Value[]) => Value[]): BreakdownRow {
  const { previous } = row;
  return { ...row, values: chosen(row.values), ...(previous === undefined ? {} : { previous: chosen(previous) }) };
}

/** Keys begin with the place of the measure; see lib/query/trend. */
function seriesAt(series: TrendSeries, measure: number): TrendSeries {
  const rest = series.key.slice(String(series.measure).length);
  return { ...series, key: `${measure}${rest}`, measure };
}

/** In the order of a trend: group by group, and the measures of each. Of a single measure the group alone is the name. */
function byGroup(series: readonly TrendSeries[], spec: QuerySpec): TrendSeries[] {
  const groupOf = ({ key, measure }: TrendSeries) => key.slice(String(measure).length);
  const groups = [...new Set(series.map(groupOf))];
  const isOnly = 'measures' in spec && spec.measures.length === 1;
  const nameOf = (one: TrendSeries) => (isOnly && 'by' in spec ? groupName(spec.by, one) : undefined) ?? one.label;
  return groups.flatMap((group) =>
    series.filter((one) => groupOf(one) === group).map((one) => ({ ...one, label: nameOf(one) })),
  );
}
