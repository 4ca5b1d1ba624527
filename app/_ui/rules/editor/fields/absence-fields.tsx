'use client';

import { useId } from 'react';
import { Field } from '@/app/_ui/kit/field';
import type { ConditionProps } from './condition-props';
import { Levels } from './levels';
import { SpanInput } from './span-input';

const units = ['s', 'm', 'h', 'd'] as const;

/** How long a series may be silent, and how long it is remembered. */
export function AbsenceFields({ condition, faults, onChange }: ConditionProps<'absence'>) {
  const id = useId();
  return (
    <>
      <Levels
        levels={condition.levels}
        faults={faults}
        onChange={(levels) => onChange({ ...condition, levels })}
        next={({ after }, severity) => ({ severity, after })}
      >
        {(level, set, index) => (
          <Field label="Silent for longer than" htmlFor={`${id}-after-${index}`}>
            <SpanInput
              id={`${id}-after-${index}`}
              name="Silent for longer than"
              value={level.after}
              units={units}
              onChange={(after) => set({ ...level, after })}
            />
          </Field>
        )}
      </Levels>
      <Field
        label="Forget a series after"
        htmlFor={`${id}-forget`}
        hint="A service that was taken down for good is then no longer missed."
      >
        <SpanInput
          id={`${id}-forget`}
          name="Forget a series after"
          value={condition.forgetAfter}
          units={units}
          onChange={(forgetAfter) => onChange({ ...condition, forgetAfter })}
        />
      </Field>
    </>
  );
}
