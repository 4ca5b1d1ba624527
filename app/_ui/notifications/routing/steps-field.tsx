'use client';

import { Plus, X } from 'lucide-react';
import { Button } from '@/app/_ui/kit/button';
import { Select } from '@/app/_ui/kit/field';
import type { FieldError } from '@/lib/errors/app-error';
import type { Policy, Routing } from '@/lib/model/routing';
import { reasonAt } from '../field-faults';
import { SpanInput } from '../span-field';
import { without } from './edit-routing';

type Step = Policy['steps'][number];
type Props = {
  steps: Policy['steps'];
  receivers: Routing['receivers'];
  faults: readonly FieldError[];
  onChange: (steps: Policy['steps']) => void;
};

/** Who is told at once, and who next after how long without acknowledgement. */
export function StepsField({ steps, receivers, faults, onChange }: Props) {
  const put = (at: number, change: Partial<Step>): void =>
    onChange(steps.map((step, index) => (index === at ? { ...step, ...change } : step)));
  const add = (): void => {
    const free = receivers.find(({ name }) => steps.every(({ receiver }) => receiver !== name)) ?? receivers[0];
    onChange([...steps, { after: steps.length === 0 ? '0s' : `${10 * steps.length}m`, receiver: free?.name ?? '' }]);
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="text-sm font-medium">Who is told</legend>
      <p className="text-xs text-faint">
        Later steps are told only while nobody has acknowledged. Times count from the first message.
      </p>
      {steps.map((step, at) => (
        <StepRow
          key={at}
          at={at}
          step={step}
          receivers={receivers}
          reason={reasonAt(faults, `steps.${at}`)}
          onChange={(change) => put(at, change)}
          onRemove={() => onChange(without(steps, at))}
        />
      ))}
      <Button size="sm" className="justify-self-start" disabled={steps.length >= 10} onClick={add}>
        <Plus aria-hidden />
        Add a step
      </Button>
      {receivers.length === 0 && <p className="text-xs text-warn">There is no receiver yet; make one first.</p>}
    </fieldset>
  );
}

/** Also the one that is chosen, when it is gone. */
const withOwn = (receivers: Routing['receivers'], own: string): string[] => [
  ...new Set([...receivers.map(({ name }) => name), ...(own === '' ? [] : [own])]),
];

type RowProps = Pick<Props, 'receivers'> & {
  at: number;
  step: Step;
  reason: string | undefined;
  onChange: (change: Partial<Step>) => void;
  onRemove: () => void;
};

function StepRow({ at, step, receivers, reason, onChange, onRemove }: RowProps) {
  return (
    <div role="group" aria-label={`Step ${at + 1}`} className="grid gap-1">
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="w-10 text-xs text-muted">{at === 0 ? 'after' : 'then'}</span>
        <SpanInput
          id={`step-${at}-after`}
          name={`Step ${at + 1} after`}
          value={step.after}
          onChange={(after) => onChange({ after })}
        />
        <Select
          aria-label={`Step ${at + 1} tells`}
          className="w-auto min-w-32 flex-1"
          value={step.receiver}
          onChange={(event) => onChange({ receiver: event.target.value })}
        >
          <option value="">Choose a receiver</option>
          {withOwn(receivers, step.receiver).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
        <Button variant="quiet" size="icon-sm" aria-label={`Remove step ${at + 1}`} onClick={onRemove}>
          <X aria-hidden />
        </Button>
      </div>
      {reason !== undefined && (
        <p role="alert" className="text-xs text-bad">
          {reason}
        </p>
      )}
    </div>
  );
}
