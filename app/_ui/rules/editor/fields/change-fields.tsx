'use client';

import { useId } from 'react';
import { Field } from '@/app/_ui/kit/field';
import type { ConditionOf } from '@/lib/model/rule-condition';
import { Choice } from './choice';
import type { ConditionProps } from './condition-props';
import { Levels } from './levels';
import { NumberInput } from './number-input';

type Change = ConditionOf<'change'>;
const directions: Record<Change['direction'], string> = { up: 'rises', down: 'falls', either: 'rises or falls' };
const pasts: Record<Change['against'], string> = { previous: 'The time before', week: 'The same weekday a week ago' };
const units: Record<Change['unit'], string> = { percent: 'In percent', absolute: 'In its own unit' };

/** By how much the value has to differ from an earlier one. */
export function ChangeFields({ condition, faults, onChange }: ConditionProps<'change'>) {
  const id = useId();
  const { unit } = condition;
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <Choice
          id={`${id}-direction`}
          label="Fires when the value"
          value={condition.direction}
          choices={directions}
          onChange={(direction) => onChange({ ...condition, direction })}
        />
        <Choice
          id={`${id}-unit`}
          label="Measured"
          value={unit}
          choices={units}
          onChange={(next) => onChange({ ...condition, unit: next })}
        />
      </div>
      <Choice
        id={`${id}-against`}
        label="Compared with"
        value={condition.against}
        choices={pasts}
        onChange={(against) => onChange({ ...condition, against })}
      />
      <ChangeLevels {...{ condition, faults, onChange }} />
      <Field
        label="Least value before"
        htmlFor={`${id}-base`}
        hint="Below this nothing is compared: 3 instead of 1 is no rise of 200 %."
      >
        <NumberInput
          id={`${id}-base`}
          value={condition.leastBase}
          onChange={(leastBase = 0) => onChange({ ...condition, leastBase })}
        />
      </Field>
    </>
  );
}

function ChangeLevels({ condition, faults, onChange }: ConditionProps<'change'>) {
  const id = useId();
  const percent = condition.unit === 'percent' ? ' in %' : '';
  return (
    <Levels
      levels={condition.levels}
      faults={faults}
      onChange={(levels) => onChange({ ...condition, levels })}
      next={({ by }, severity) => ({ severity, by: Number((by * 0.6).toPrecision(2)) })}
    >
      {(level, set, index) => (
        <div className="grid grid-cols-2 gap-2">
          <Field label={`By${percent}`} htmlFor={`${id}-by-${index}`}>
            <NumberInput
              id={`${id}-by-${index}`}
              value={level.by}
              onChange={(by) => by !== undefined && set({ ...level, by })}
            />
          </Field>
          <Field label={`Ends at${percent}`} htmlFor={`${id}-recovery-${index}`}>
            <NumberInput
              id={`${id}-recovery-${index}`}
              value={level.recovery}
              placeholder="the same"
              onChange={(recovery) => {
                const { recovery: _, ...rest } = level;
                set(recovery === undefined ? rest : { ...rest, recovery });
              }}
            />
          </Field>
        </div>
      )}
    </Levels>
  );
}
