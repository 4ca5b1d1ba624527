import type { RuleSeriesRow } from '@/lib/store/alert-ports';
import type { Memory } from '../detect/detect';
import { evaluate, type Evaluated, type SeriesRow, type Sight } from '../evaluate';
import { learnAhead, newSeriesRow } from './learn-ahead';
import { isLoud } from './steps-of';
import type { Claimed, Ended } from './tick';

/** What an evaluation decided, before anything is written. */
export type Decision = {
  claimed: Claimed;
  evaluated: Evaluated;
  /** The rows of the series afterwards, their alerts as they were. */
  rows: RuleSeriesRow[];
  ended: Extract<Ended, 'decided' | 'error' | 'skipped'>;
  /** Why nothing could be judged; null when it could. */
  fault: string | null;
  isLoud: boolean;
};

export async function decide(claimed: Claimed, sight: Sight): Promise<Decision> {
  const { row, doc, at } = claimed;
  const series = await learnAhead(doc, claimed.series, { sight, ruleId: row.id, now: at });
  const known = new Map(series.map((one) => [one.key, one]));
  const evaluated = evaluate(doc, series.map(toSeriesRow), { sight, now: at });
  const rows = evaluated.rows.map((next) => ({ ...(known.get(next.key) ?? newSeriesRow(row.id, next)), ...next }));
  return {
    claimed,
    evaluated,
    rows,
    ended: sight.kind === 'readings' ? 'decided' : sight.kind,
    fault: sight.kind === 'error' ? sight.message : sight.kind === 'skipped' ? `Not judged: ${sight.reason}` : null,
    isLoud: evaluated.transitions.some(({ transition }) => isLoud(transition)),
  };
}

/** What is remembered is what detectors wrote. */
const toSeriesRow = ({ key, labels, state, memory }: RuleSeriesRow): SeriesRow => ({
  key,
  labels,
  state,
  memory: memory as Memory,
});
