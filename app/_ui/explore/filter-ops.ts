import type { Condition, Operator, Scalar } from '@/lib/model/filter';

/** The conditions that a person chooses from; one value or several make no difference to them. */
export const conditionChoices = [
  { value: 'is', label: 'is' },
  { value: 'is not', label: 'is not' },
  { value: 'contains', label: 'contains' },
  { value: 'not contains', label: 'does not contain' },
  { value: 'starts with', label: 'starts with' },
  { value: 'ends with', label: 'ends with' },
  { value: '>', label: 'over' },
  { value: '>=', label: 'at least' },
  { value: '<', label: 'under' },
  { value: '<=', label: 'at most' },
  { value: 'exists', label: 'is set' },
  { value: 'not exists', label: 'is not set' },
] as const;
export type ConditionChoice = (typeof conditionChoices)[number]['value'];

/** A filter while it is being made: without values it is not part of the question yet. */
export type FilterDraft = { field: string; choice: ConditionChoice; values: Scalar[] };

const choices: Partial<Record<Operator, ConditionChoice>> = { '=': 'is', in: 'is', '!=': 'is not', 'not in': 'is not' };

export function draftOf([field, operator, value]: Condition): FilterDraft {
  const choice = choices[operator] ?? (operator as ConditionChoice);
  return { field, choice, values: value === undefined ? [] : [value].flat() };
}

/** The condition of a draft; null while it lacks a value. */
export function conditionOf({ field, choice, values }: FilterDraft): Condition | null {
  if (choice === 'exists' || choice === 'not exists') return [field, choice];
  const [first] = values;
  if (first === undefined) return null;
  if (choice !== 'is' && choice !== 'is not') return [field, choice, first];
  if (values.length > 1) return [field, choice === 'is' ? 'in' : 'not in', values];
  return [field, choice === 'is' ? '=' : '!=', first];
}

export const takesList = (choice: ConditionChoice): boolean => choice === 'is' || choice === 'is not';
export const takesNothing = (choice: ConditionChoice): boolean => choice === 'exists' || choice === 'not exists';
export const takesNumber = (choice: ConditionChoice): boolean => /^[<>]/.test(choice);

/** A text as the field's own type has it, so that 15 is compared as a number where numbers are kept. */
export function typedValue(text: string, types: readonly string[]): Scalar {
  const isOnly = (type: string): boolean => types.length > 0 && types.every((one) => one === type);
  if (isOnly('number') && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  if (isOnly('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
