import { isExploreKind, type ExploreSpec } from '@/lib/dashboards/explore/explore-kinds';
import { letterOf, measureWords, questionWords } from '@/lib/dashboards/explore/explore-words';
import type { QuerySpec } from '@/lib/model/query-spec';

export const isBuildable = (spec: QuerySpec): spec is ExploreSpec => isExploreKind(spec.kind);

/** What a rule asks, in one line. */
export const specWords = (spec: QuerySpec): string => (isBuildable(spec) ? questionWords(spec) : 'A statement in SQL');

/** The values of an answer that a rule can judge, in their places: those of hidden measures are not among them. */
export function judgeable(spec: QuerySpec): { place: number; words: string }[] {
  if (!('measures' in spec)) return [];
  const measures = spec.measures.flatMap((measure, index) =>
    measure.hidden ? [] : [{ index, words: measureWords(measure) }],
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
