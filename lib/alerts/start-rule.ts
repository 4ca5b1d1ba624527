import type { QuerySpec } from '@/lib/model/query-spec';
import type { RuleDoc } from '@/lib/model/rule';
import type { Condition } from '@/lib/model/rule-condition';
import { dayMs, hourMs } from '@/lib/time/duration';
import { fittingConditions, startCondition } from './start-condition';

/** What a new rule on a question begins with. Null for questions that no rule can judge. */
export function startRule(
  spec: QuerySpec,
  { name = '', value = 100 }: { name?: string; value?: number } = {},
): RuleDoc | null {
  const [type] = fittingConditions(spec.kind);
  return type === undefined ? null : ruleOf(name, standing(spec), startCondition(type, value));
}

/** A rule with everything but its question and its condition as it usually is. */
export function ruleOf(name: string, spec: QuerySpec, condition: Condition): RuleDoc {
  return {
    name,
    isEnabled: true,
    spec,
    measure: 0,
    unit: 'number',
    condition,
    every: '1m',
    for: '0s',
    keepFiringFor: '0s',
    noData: 'ok',
    onError: 'keep',
    absentSeverity: 'warning',
    labels: {},
    annotations: {},
  };
}

/** A question as it can be asked again and again: of a length of time until now, without a comparison of its own. */
function standing(spec: QuerySpec): QuerySpec {
  const range =
    'from' in spec.range ? { last: spanOf(Date.parse(spec.range.to) - Date.parse(spec.range.from)) } : spec.range;
  if (!('compare' in spec)) return { ...spec, range };
  const { compare: _, ...rest } = spec;
  return { ...rest, range };
}

function spanOf(ms: number): string {
  if (ms >= 2 * dayMs) return `${Math.round(ms / dayMs)}d`;
  return ms >= 2 * hourMs ? `${Math.round(ms / hourMs)}h` : `${Math.max(1, Math.round(ms / 60_000))}m`;
}

/** The question that goes with a condition: only a change compares, and it says itself with what. */
export function withCondition(doc: RuleDoc, condition: Condition): RuleDoc {
  const { spec } = doc;
  if (spec.kind !== 'trend' && spec.kind !== 'total' && spec.kind !== 'breakdown') return { ...doc, condition };
  const { compare: _, ...rest } = spec;
  return { ...doc, condition, spec: condition.type === 'change' ? { ...rest, compare: condition.against } : rest };
}
