import { isAppError, type FieldError } from '@/lib/errors/app-error';
import { invalidInput, tryInput, type Checked } from '@/lib/model/check-input';
import type { QuerySpec } from '@/lib/model/query-spec';
import { ruleDocSchema, type RuleDoc } from '@/lib/model/rule';
import { outputsOf } from '@/lib/query/outputs';
import { parseSpec } from '@/lib/query/parse-spec';

/** A document that can be evaluated. Throws `invalid_input` that names each fault with its path. */
export function checkRuleDoc(input: unknown): RuleDoc {
  const checked = tryRuleDoc(input);
  if ('faults' in checked) throw invalidInput(checked.faults);
  return checked.value;
}

/** The same with the faults as a value: those of the form, else those of what it asks and judges. */
export function tryRuleDoc(input: unknown): Checked<RuleDoc> {
  const checked = tryInput(ruleDocSchema, input);
  if ('faults' in checked) return checked;
  const doc = checked.value;
  const faults = [...questionFaults(doc), ...rangeFaults(doc), ...measureFaults(doc)];
  return faults.length > 0 ? { faults } : { value: doc };
}

function questionFaults({ spec }: RuleDoc): FieldError[] {
  try {
    parseSpec(spec);
    return [];
  } catch (error) {
    if (!isAppError(error)) throw error;
    const fields = error.fields.length > 0 ? error.fields : [{ path: '', reason: error.message }];
    return fields.map((fault) => ({ ...fault, path: fault.path === '' ? 'spec' : `spec.${fault.path}` }));
  }
}

function rangeFaults({ spec }: RuleDoc): FieldError[] {
  if ('last' in spec.range) return [];
  return [{ path: 'spec.range', reason: 'Use a range that ends now, such as 5m: one that stands still never changes' }];
}

function measureFaults({ spec, measure, condition }: RuleDoc): FieldError[] {
  if (condition.type === 'burn_rate') return burnFaults(spec, condition);
  const values = valuesIn(spec);
  if (values === null || measure < values) return [];
  const there = values === 1 ? 'is one value' : `are ${values} values`;
  return [{ path: 'measure', reason: `The question has no value ${measure}: there ${there}, counted from 0` }];
}

function burnFaults(spec: QuerySpec, { bad, total }: { bad: number; total: number }): FieldError[] {
  const values = valuesIn(spec) ?? 0;
  const missing = Object.entries({ bad, total }).flatMap(([name, place]) =>
    place < values ? [] : [{ path: `condition.${name}`, reason: `The question has no value ${place}` }],
  );
  return [...missing, ...('measures' in spec ? addingFaults(spec.measures) : [])];
}

/** A budget is spent event by event, over windows of any length. */
function addingFaults(measures: readonly { agg: string }[]): FieldError[] {
  return measures.flatMap(({ agg }, index) =>
    agg === 'count' || agg === 'sum'
      ? []
      : [{ path: `spec.measures.${index}.agg`, reason: 'A burn rate takes counts and sums, which add up over time' }],
  );
}

/** How many values an answer has per series; null where only the answer itself can tell. */
function valuesIn(spec: QuerySpec): number | null {
  switch (spec.kind) {
    case 'total':
    case 'trend':
    case 'breakdown':
      return outputsOf(spec).length;
    case 'funnel':
      return spec.steps.length + 1;
    case 'distribution':
      return 6;
    case 'retention':
    case 'sql':
    case 'table':
    case 'heatmap':
    case 'drivers':
    case 'paths':
      return null;
  }
}
