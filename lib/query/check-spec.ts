import type { FieldError } from '@/lib/errors/app-error';
import type { QuerySpec } from '@/lib/model/query-spec';
import { formulaSetOf } from './formulas';

type Computing = Extract<QuerySpec, { formulas: unknown }>;

/** What is wrong with a question that has the right shape: formulas that cannot be computed, and parts that do not go together. */
export function specFaults(spec: QuerySpec): FieldError[] {
  if ('formulas' in spec) return [...formulaFaults(spec), ...visibilityFaults(spec), ...transformFaults(spec)];
  return 'measure' in spec ? [...singleFaults(spec), ...fieldFaults(spec)] : [];
}

/** A moment is no value that something could be explained by. */
function fieldFaults(spec: Extract<QuerySpec, { measure: unknown }>): FieldError[] {
  const fields = spec.kind === 'drivers' ? (spec.fields ?? []) : [];
  const index = fields.indexOf('timestamp');
  return index < 0 ? [] : [{ path: `fields.${index}`, reason: 'A time cannot be compared by its values' }];
}

function formulaFaults(spec: Computing): FieldError[] {
  const set = formulaSetOf(spec);
  return 'faults' in set ? set.faults : [];
}

function visibilityFaults({ measures, formulas }: Computing): FieldError[] {
  const isEmpty = formulas.length === 0 && measures.every(({ hidden }) => hidden === true);
  return isEmpty ? [{ path: 'measures', reason: 'All measures are hidden and there is no formula to show' }] : [];
}

function transformFaults(spec: Computing): FieldError[] {
  if (spec.kind === 'trend') return [];
  const reason = `Only trends have buckets to transform; a ${spec.kind} does not`;
  const faultsOf = (parts: readonly { transform?: unknown }[], name: string): FieldError[] =>
    parts.flatMap(({ transform }, index) =>
      transform === undefined ? [] : [{ path: `${name}.${index}.transform`, reason }],
    );
  return [...faultsOf(spec.measures, 'measures'), ...faultsOf(spec.formulas, 'formulas')];
}

/** The only measure of a question cannot be hidden, nor has it buckets. */
function singleFaults({ kind, measure }: Extract<QuerySpec, { measure: unknown }>): FieldError[] {
  const faults: FieldError[] = [];
  if (measure.transform !== undefined)
    faults.push({
      path: 'measure.transform',
      reason: `Only trends have buckets to transform; a question of kind ${kind} does not`,
    });
  if (measure.hidden === true)
    faults.push({ path: 'measure.hidden', reason: 'It is the only measure, so it cannot be hidden' });
  return faults;
}
