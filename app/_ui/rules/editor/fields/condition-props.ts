import type { FieldError } from '@/lib/errors/app-error';
import type { Condition, ConditionOf } from '@/lib/model/rule-condition';

/** What the fields of a kind of condition get; paths of faults begin at the rule. */
export type ConditionProps<T extends Condition['type']> = {
  condition: ConditionOf<T>;
  faults: readonly FieldError[];
  onChange: (condition: ConditionOf<T>) => void;
};
