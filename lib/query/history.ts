import type { GroupKey } from '@/lib/model/value';
import type { Source } from '@/lib/model/source';
import { minuteMs } from '@/lib/time/duration';
import type { Range } from '@/lib/time/range';
import type { Asking } from './asking';
import { compileGroups } from './compile';
import { byOf, compileHistory, type HistoryPart, type HistorySpec } from './compile-history';
import { foldsOf } from './fold';
import { isCoveredByRollup } from './source';
import { groupOf, numberIn, type Row } from './shape';

/** The numbers of one group, one place per bucket. */
export type GroupHistory = {
  group: GroupKey;
  /** Events per bucket; what is not there is not a number. */
  events: Float64Array;
  /** When the first event of each bucket was, Unix ms. */
  first: Float64Array;
  /** The columns of each measure, in the order of its folds; a single one of values when they are not to be folded. */
  measures: Float64Array[][];
};

/** The per-minute rollup where it has all that is asked, on whole minutes. */
export function historySource(spec: HistorySpec, { widthMs, range }: { widthMs: number; range: Range }): Source {
  const isOnMinutes = [widthMs, range.from, range.to].every((ms) => ms % minuteMs === 0);
  return isOnMinutes && isCoveredByRollup(spec) ? 'rollup' : 'events';
}

/** The groups with the most of the first measure in a range; `isCut` when there are more. One nameless one without dimensions. */
export async function leadingGroups(
  spec: HistorySpec,
  { range, most }: { range: Range; most: number },
  { workspaceId, ask }: Pick<Asking, 'workspaceId' | 'ask'>,
): Promise<{ groups: GroupKey[]; isCut: boolean }> {
  const by = [...byOf(spec)];
  if (by.length === 0) return { groups: [[]], isCut: false };
  const source = historySource(spec, { widthMs: minuteMs, range });
  const ranking = { ...spec, kind: 'trend', by, top: most + 1, other: false, grain: 'auto', rank: true } as const;
  const rows = await ask(compileGroups(ranking, { source, range: { ...range, isOpen: false } }, workspaceId));
  return { groups: rows.slice(0, most).map((row) => groupOf(row, by.length)), isCut: rows.length > most };
}

/**
 * What the engine knows of a long stretch of time in many narrow buckets, with one query: as many as asked for, however narrow.
 * `indexOf` says which place a bucket of the engine's answer has; those without a place are left out.
 */
export async function askHistory(
  spec: HistorySpec,
  of: Omit<HistoryPart, 'workspaceId'> & { count: number; indexOf: (bucket: number) => number | undefined },
  { workspaceId, ask }: Pick<Asking, 'workspaceId' | 'ask'>,
): Promise<GroupHistory[]> {
  const { count, indexOf, ...part } = of;
  if (part.groups?.length === 0) return [];
  const rows = await ask(compileHistory(spec, { ...part, workspaceId }));
  const shaping = { count, indexOf, isFoldable: part.isFoldable };
  // In one order, whatever that of the engine: what fires at the same time is told in it.
  const known = rows
    .map((row) => groupHistory(spec, row, shaping))
    .sort((a, b) => (JSON.stringify(a.group) < JSON.stringify(b.group) ? -1 : 1));
  // Without any event there is no row; a question without groups has its series all the same.
  const none = { group: [], ...emptyLists(spec, of) };
  return byOf(spec).length === 0 && known.length === 0 ? [none] : known;
}

type Shaping = { count: number; indexOf: (bucket: number) => number | undefined; isFoldable: boolean };

const emptyColumn = (count: number): Float64Array => new Float64Array(count).fill(Number.NaN);
function emptyLists(spec: HistorySpec, { count, isFoldable }: Shaping): Omit<GroupHistory, 'group'> {
  const columns = ({ agg }: HistorySpec['measures'][number]) => (isFoldable ? (foldsOf({ agg })?.length ?? 1) : 1);
  return {
    events: emptyColumn(count),
    first: emptyColumn(count),
    measures: spec.measures.map((measure) => Array.from({ length: columns(measure) }, () => emptyColumn(count))),
  };
}

function groupHistory(spec: HistorySpec, row: Row, shaping: Shaping): GroupHistory {
  const lists = emptyLists(spec, shaping);
  const buckets = (row.bs ?? []) as number[];
  const places = buckets.map((bucket) => shaping.indexOf(bucket) ?? -1);
  const put = (into: Float64Array, list: unknown, scale = 1): void => {
    if (!Array.isArray(list)) return;
    const numbers = list as unknown[];
    places.forEach((place, index) => {
      const number = numbers[index];
      if (place >= 0)
        into[place] = typeof number === 'number' ? number * scale : (numberIn({ number }, 'number') ?? Number.NaN);
    });
  };
  put(lists.events, row.ns);
  put(lists.first, row.fs, 1_000);
  let column = 0;
  for (const columns of lists.measures)
    for (const one of columns) {
      put(one, row[`c${column}s`]);
      column += 1;
    }
  return { group: groupOf(row, byOf(spec).length), ...lists };
}
