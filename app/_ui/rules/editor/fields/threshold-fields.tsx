'use client';

import { useId } from 'react';
import { Field } from '@/app/_ui/kit/field';
import { moveLimit } from '@/lib/alerts/limits';
import type { ConditionOf } from '@/lib/model/rule-condition';
import { Choice } from './choice';
import type { ConditionProps } from './condition-props';
import { Levels } from './levels';
import { NumberInput } from './number-input';

type Threshold = ConditionOf<'threshold'>;
const operators: Record<Threshold['operator'], string> = {
  '>': 'is above',
  '>=': 'is at or above',
  '<': 'is below',
  '<=': 'is at or below',
};

/** Beyond which line it fires, per severity, and where it has to come back to. */
export function ThresholdFields({ condition, faults, onChange }: ConditionProps<'threshold'>) {
  const id = useId();
  const { operator, levels } = condition;
  const isUp = operator.startsWith('>');
  return (
    <>
      <Choice
        id={`${id}-operator`}
        label="Fires when the value"
        value={operator}
        choices={operators}
        onChange={(next) => onChange(turned(condition, next))}
      />
      <Levels
        levels={levels}
        faults={faults}
        onChange={(next) => onChange({ ...condition, levels: next })}
        next={({ value }, severity) => ({ severity, value: farther(value, !isUp) })}
      >
        {(level, set, index) => (
          <div className="grid grid-cols-2 gap-2">
            <Field label="Fires at" htmlFor={`${id}-value-${index}`}>
              <NumberInput
                id={`${id}-value-${index}`}
                value={level.value}
                onChange={(value) => {
                  if (value !== undefined) onChange(moveLimit(condition, { role: 'value', index }, value) as Threshold);
                }}
              />
            </Field>
            <Field label="Ends at" htmlFor={`${id}-recovery-${index}`}>
              <NumberInput
                id={`${id}-recovery-${index}`}
                value={level.recovery}
                placeholder="the same"
                title={`Once it fires it goes on until the value is no longer ${isUp ? 'above' : 'below'} this`}
                onChange={(recovery) => {
                  const { recovery: _, ...rest } = level;
                  set(recovery === undefined ? rest : { ...rest, recovery });
                }}
              />
            </Field>
          </div>
        )}
      </Levels>
    </>
  );
}

/** A value that comes earlier on the way to trouble. */
const farther = (value: number, isUp: boolean): number => {
  const by = Math.abs(value) * 0.2 || 1;
  return Number((isUp ? value + by : value - by).toPrecision(3));
};

/** The other way round, recoveries would lie on the wrong side. */
function turned(condition: Threshold, operator: Threshold['operator']): Threshold {
  if (operator[0] === condition.operator[0]) return { ...condition, operator };
  return { ...condition, operator, levels: condition.levels.map(({ severity, value }) => ({ severity, value })) };
}
