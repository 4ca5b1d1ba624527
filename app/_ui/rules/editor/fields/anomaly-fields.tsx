'use client';

import { useId } from 'react';
import { Field } from '@/app/_ui/kit/field';
import { faultAt } from '@/app/_ui/explore/edit';
import type { ConditionOf } from '@/lib/model/rule-condition';
import { Choice } from './choice';
import type { ConditionProps } from './condition-props';
import { NumberInput } from './number-input';
import { SeveritySelect } from './severity-select';

type Anomaly = ConditionOf<'anomaly'>;
const directions: Record<Anomaly['direction'], string> = {
  either: 'high or low',
  up: 'too high',
  down: 'too low',
};

/** What counts as odd, and when odd is worth telling. The band on the chart is what was expected. */
export function AnomalyFields(props: ConditionProps<'anomaly'>) {
  const id = useId();
  const { condition, onChange } = props;
  return (
    <>
      <div className="flex items-end justify-between gap-3">
        <div className="flex-1">
          <Choice
            id={`${id}-direction`}
            label="Fires when values are"
            value={condition.direction}
            choices={directions}
            onChange={(direction) => onChange({ ...condition, direction })}
          />
        </div>
        <SeveritySelect
          name="Severity"
          value={condition.severity}
          onChange={(severity) => onChange({ ...condition, severity })}
        />
      </div>
      <Rarity {...props} />
      <Confirmation {...props} />
      <LeastEffect {...props} />
      <label className="flex items-start gap-2 text-sm">
        <input
          type="checkbox"
          className="mt-1 size-3.5 accent-accent"
          checked={condition.corroborate}
          onChange={(event) => onChange({ ...condition, corroborate: event.target.checked })}
        />
        <span>
          Wait for a second series
          <span className="block text-xs text-faint">
            With several series, nobody is told while only one of them is odd.
          </span>
        </span>
      </label>
    </>
  );
}

function Rarity({ condition, onChange }: ConditionProps<'anomaly'>) {
  const id = useId();
  const { rarity } = condition;
  return (
    <Field
      label="How rare"
      htmlFor={id}
      hint={`A value that one expects less than once in ${oneIn(rarity)} counts as odd.`}
    >
      <input
        id={id}
        type="range"
        min={2}
        max={10}
        step={0.5}
        className="h-6 w-full accent-accent"
        value={rarity}
        aria-valuetext={`once in ${oneIn(rarity)}`}
        onChange={(event) => onChange({ ...condition, rarity: Number(event.target.value) })}
      />
    </Field>
  );
}

function Confirmation({ condition, faults, onChange }: ConditionProps<'anomaly'>) {
  const id = useId();
  const { confirm } = condition;
  const set = (part: Partial<Anomaly['confirm']>): void => onChange({ ...condition, confirm: { ...confirm, ...part } });
  return (
    <Field
      label="Odd values needed"
      htmlFor={id}
      error={faultAt(faults, 'condition.confirm')}
      hint="One odd value is often chance; several in a row seldom are."
    >
      <div className="flex items-center gap-2 text-sm whitespace-nowrap text-muted">
        <NumberInput id={id} value={confirm.needed} onChange={(needed) => needed !== undefined && set({ needed })} />
        of the last
        <NumberInput
          aria-label="Of the last so many values"
          value={confirm.of}
          onChange={(of) => of !== undefined && set({ of })}
        />
      </div>
    </Field>
  );
}

function LeastEffect({ condition, faults, onChange }: ConditionProps<'anomaly'>) {
  const id = useId();
  const { leastEffect } = condition;
  const set = (part: Partial<Anomaly['leastEffect']>): void =>
    onChange({ ...condition, leastEffect: { ...leastEffect, ...part } });
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field
        label="Least difference in %"
        htmlFor={`${id}-share`}
        hint="Of what was expected"
        error={faultAt(faults, 'condition.leastEffect.share')}
      >
        <NumberInput
          id={`${id}-share`}
          value={Number((leastEffect.share * 100).toFixed(4))}
          onChange={(share = 0) => set({ share: share / 100 })}
        />
      </Field>
      <Field
        label="In deviations"
        htmlFor={`${id}-deviations`}
        hint="Of the series itself"
        error={faultAt(faults, 'condition.leastEffect.deviations')}
      >
        <NumberInput
          id={`${id}-deviations`}
          value={leastEffect.deviations}
          onChange={(deviations = 0) => set({ deviations })}
        />
      </Field>
    </div>
  );
}

/** `10,000` for a rarity of 4. */
const oneIn = (rarity: number): string => Number((10 ** rarity).toPrecision(1)).toLocaleString('en');
