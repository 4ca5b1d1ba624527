import { isExploreKind, type ExploreSpec } from '@/lib/dashboards/explore/explore-kinds';
import { filterPhrase, letterOf, measureWords, questionWords } from '@/lib/dashboards/explore/explore-words';
import type { Measure } from '@/lib/model/measure';
import type { QuerySpec } from '@/lib/model/query-spec';

export const isBuildable = (spec: QuerySpec): spec is ExploreSpec => isExploreKind(spec.kind);

/** What a rule asks, in one line. */
export const specWords = (spec: QuerySpec): string => (isBuildable(spec) ? questionWords(spec) : 'A statement in SQL');

/** The values of an answer that a rule can judge, in their places: those of hidden measures are not among them. */
export function judgeable(spec: QuerySpec): { place: number; words: string }[] {
  if (!('measures' in spec)) return [];
  const measures = spec.measures.flatMap((measure, index) =>
    measure.hidden ? [] : [{ index, words: filteredWords(measure) }],
  );
  const formulas = spec.formulas.map(({ label, formula }, index) => ({
    index: spec.measures.length + index,
    words: label ?? formula,
  }));
  const all = [...measures, ...formulas];
  return all.map(({ index, words }, place) => ({
    place,
    words: all.length > 1 ? `${letterOf(index)}: ${words}` : words,
  }));
}

/** With its own filters: bad events and all events often differ in nothing else. */
function filteredWords(measure: Measure): string {
  const { where = [], label } = measure;
  if (where.length === 0 || label !== undefined) return measureWords(measure);
  return `${measureWords(measure)} (${where.map(filterPhrase).join(' and ')})`;
}
