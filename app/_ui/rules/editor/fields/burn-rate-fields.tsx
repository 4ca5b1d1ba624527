'use client';

import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Field, Select } from '@/app/_ui/kit/field';
import { faultAt } from '@/app/_ui/explore/edit';
import type { BurnWindow } from '@/lib/model/rule-condition';
import type { ConditionProps } from './condition-props';
import { NumberInput } from './number-input';
import { SeveritySelect } from './severity-select';
import { SpanInput } from './span-input';

type Props = ConditionProps<'burn_rate'> & { measures: readonly { place: number; words: string }[] };

const units = ['m', 'h', 'd'] as const;

/** An objective, which measures say how it goes, and how fast the budget may burn over which windows. */
export function BurnRateFields({ condition, faults, measures, onChange }: Props) {
  const id = useId();
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Objective in %" htmlFor={`${id}-objective`} error={faultAt(faults, 'condition.objective')}>
          <NumberInput
            id={`${id}-objective`}
            value={Number((condition.objective * 100).toFixed(6))}
            onChange={(share) =>
              share !== undefined && onChange({ ...condition, objective: Number((share / 100).toFixed(8)) })
            }
          />
        </Field>
        <Field label="Least bad events" htmlFor={`${id}-least`} hint="In the long window">
          <NumberInput
            id={`${id}-least`}
            value={condition.leastBad}
            onChange={(leastBad = 0) => onChange({ ...condition, leastBad })}
          />
        </Field>
      </div>
      <MeasureChoice
        id={`${id}-bad`}
        label="Bad events"
        value={condition.bad}
        measures={measures}
        onChange={(bad) => onChange({ ...condition, bad })}
      />
      <MeasureChoice
        id={`${id}-total`}
        label="All events"
        value={condition.total}
        measures={measures}
        onChange={(total) => onChange({ ...condition, total })}
      />
      <Windows {...{ condition, faults, onChange }} />
    </>
  );
}

type MeasureProps = {
  id: string;
  label: string;
  value: number;
  measures: Props['measures'];
  onChange: (place: number) => void;
};

function MeasureChoice({ id, label, value, measures, onChange }: MeasureProps) {
  return (
    <Field label={label} htmlFor={id}>
      <Select id={id} value={value} onChange={(event) => onChange(Number(event.target.value))}>
        {measures.every(({ place }) => place !== value) && <option value={value}>Choose a measure</option>}
        {measures.map(({ place, words }) => (
          <option key={place} value={place}>
            {words}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function Windows({ condition, faults, onChange }: ConditionProps<'burn_rate'>) {
  const id = useId();
  const { windows } = condition;
  const set = (index: number, part: Partial<BurnWindow>): void =>
    onChange({ ...condition, windows: windows.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 text-sm font-medium">Windows</legend>
      {windows.map((pair, index) => (
        <div
          key={index}
          role="group"
          aria-label={`Windows ${index + 1}`}
          className="grid gap-2 rounded-md border border-line bg-sunken/50 p-3"
        >
          <div className="flex items-center gap-2">
            <SeveritySelect name="Severity" value={pair.severity} onChange={(severity) => set(index, { severity })} />
            <span className="flex min-w-0 flex-1 items-center gap-1.5 text-sm text-muted">
              above
              <NumberInput
                aria-label="Times too fast"
                value={pair.burn}
                onChange={(burn) => burn !== undefined && set(index, { burn })}
              />
              ×
            </span>
            {windows.length > 1 && (
              <Button
                variant="quiet"
                size="icon-sm"
                aria-label={`Remove windows ${index + 1}`}
                onClick={() => onChange({ ...condition, windows: windows.filter((_, at) => at !== index) })}
              >
                <X aria-hidden />
              </Button>
            )}
          </div>
          <div className="grid grid-cols-2 gap-2">
            <Field label="Over" htmlFor={`${id}-long-${index}`}>
              <SpanInput
                id={`${id}-long-${index}`}
                name="Long window"
                value={pair.long}
                units={units}
                onChange={(long) => set(index, { long })}
              />
            </Field>
            <Field label="and still over" htmlFor={`${id}-short-${index}`}>
              <SpanInput
                id={`${id}-short-${index}`}
                name="Short window"
                value={pair.short}
                units={units}
                onChange={(short) => set(index, { short })}
              />
            </Field>
          </div>
          {faultAt(faults, `condition.windows.${index}`) !== undefined && (
            <p role="alert" className="text-xs text-bad">
              {faultAt(faults, `condition.windows.${index}`)}
            </p>
          )}
        </div>
      ))}
      {windows.length < 12 && (
        <Button
          variant="quiet"
          size="sm"
          className="justify-self-start"
          onClick={() =>
            onChange({ ...condition, windows: [...windows, { severity: 'warning', long: '1d', short: '2h', burn: 3 }] })
          }
        >
          <Plus aria-hidden />
          Add windows
        </Button>
      )}
    </fieldset>
  );
}
