import { isDeepStrictEqual } from 'node:util';
import type { SeriesState } from '@/lib/model/alert-state';
import type { RuleSeriesRow } from '@/lib/store/alert-ports';
import { minuteMs } from '@/lib/time/duration';

/** Of rules with more series than this, calm ones are not written for a new value alone. */
const fewSeries = 20;
/** But at least this often, ms. */
const refreshEveryMs = 5 * minuteMs;

/** The rows that have to be written, and those that are gone. */
export function changedRows(
  before: readonly RuleSeriesRow[],
  after: readonly RuleSeriesRow[],
): { rows: RuleSeriesRow[]; removed: string[] } {
  const known = new Map(before.map((row) => [row.key, row]));
  const there = new Set(after.map(({ key }) => key));
  return {
    rows: after.filter((row) => {
      const last = known.get(row.key);
      return last === undefined || (after.length <= fewSeries ? !isDeepStrictEqual(last, row) : isNews(last, row));
    }),
    removed: before.filter(({ key }) => !there.has(key)).map(({ key }) => key),
  };
}

function isNews(last: RuleSeriesRow, row: RuleSeriesRow): boolean {
  const { evaluatedAt } = last.state;
  const isOld = (row.state.evaluatedAt ?? 0) - (evaluatedAt ?? 0) >= refreshEveryMs;
  const isCalm = row.state.status === 'inactive';
  if (!isCalm || isOld) return !isDeepStrictEqual(last, row);
  return !isDeepStrictEqual({ ...last, state: steady(last.state) }, { ...row, state: steady(row.state) });
}

const steady = (state: SeriesState): SeriesState => ({ ...state, evaluatedAt: null, value: null });
