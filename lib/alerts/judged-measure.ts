import type { Measure } from '@/lib/model/measure';
import type { RuleDoc } from '@/lib/model/rule';

/** The measure that a rule judges: `measure` counts what an answer shows, which hidden ones are not. Undefined for a formula. */
export function judgedMeasure({ spec, measure }: Pick<RuleDoc, 'spec' | 'measure'>): Measure | undefined {
  if (!('measures' in spec)) return undefined;
  return spec.measures.filter(({ hidden }) => hidden !== true)[measure];
}
