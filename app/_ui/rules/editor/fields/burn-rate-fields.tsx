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
  const { windows } = condition;
  const set = (next: BurnWindow[]): void => onChange({ ...condition, windows: next });
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 text-sm font-medium">Windows</legend>
      {windows.map((pair, index) => (
        <WindowPair
          key={index}
          {...{ pair, index }}
          fault={faultAt(faults, `condition.windows.${index}`)}
          onChange={(next) => set(windows.map((one, at) => (at === index ? next : one)))}
          onRemove={windows.length > 1 ? () => set(windows.filter((_, at) => at !== index)) : undefined}
        />
      ))}
      {windows.length < 12 && (
        <Button
          variant="quiet"
          size="sm"
          className="justify-self-start"
          onClick={() => set([...windows, { severity: 'warning', long: '1d', short: '2h', burn: 3 }])}
        >
          <Plus aria-hidden />
          Add windows
        </Button>
      )}
    </fieldset>
  );
}

type PairProps = {
  pair: BurnWindow;
  index: number;
  fault: string | undefined;
  onChange: (pair: BurnWindow) => void;
  onRemove: (() => void) | undefined;
};

/** Too fast over a long window, and still so over a short one, so that it ends soon after it is over. */
function WindowPair({ pair, index, fault, onChange, onRemove }: PairProps) {
  const id = useId();
  return (
    <div
      role="group"
      aria-label={`Windows ${index + 1}`}
      className="grid gap-2 rounded-md border border-line bg-sunken/50 p-3"
    >
      <div className="flex items-center gap-2">
        <SeveritySelect
          name="Severity"
          value={pair.severity}
          onChange={(severity) => onChange({ ...pair, severity })}
        />
        <span className="flex min-w-0 flex-1 items-center gap-1.5 text-sm text-muted">
          above
          <NumberInput
            aria-label="Times too fast"
            value={pair.burn}
            onChange={(burn) => burn !== undefined && onChange({ ...pair, burn })}
          />
          ×
        </span>
        {onRemove && (
          <Button variant="quiet" size="icon-sm" aria-label={`Remove windows ${index + 1}`} onClick={onRemove}>
            <X aria-hidden />
          </Button>
        )}
      </div>
      <div className="grid grid-cols-2 gap-2">
        {(['long', 'short'] as const).map((side) => (
          <Field key={side} label={side === 'long' ? 'Over' : 'and still over'} htmlFor={`${id}-${side}`}>
            <SpanInput
              id={`${id}-${side}`}
              name={side === 'long' ? 'Long window' : 'Short window'}
              value={pair[side]}
              units={units}
              onChange={(span) => onChange({ ...pair, [side]: span })}
            />
          </Field>
        ))}
      </div>
      {fault !== undefined && (
        <p role="alert" className="text-xs text-bad">
          {fault}
        </p>
      )}
    </div>
  );
}
