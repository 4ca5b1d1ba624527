'use client';

import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Input, Select } from '@/app/_ui/kit/field';
import type { FieldError } from '@/lib/errors/app-error';
import type { Matcher } from '@/lib/model/matcher';
import { reasonAt } from './field-faults';
import { matcherFault, operatorOf, operatorWords, withOperator, type Operator } from './matcher-words';
import type { RecentAlerts } from './use-recent-alerts';

type Props = {
  legend: string;
  hint?: string;
  matchers: readonly Matcher[];
  recent: Pick<RecentAlerts, 'names' | 'valuesOf'>;
  /** Their paths begin with the place of the matcher. */
  faults?: readonly FieldError[];
  onChange: (matchers: Matcher[]) => void;
};

/** Matchers to be written, with names and values of recent alerts to choose from. */
export function MatchersField({ legend, hint, matchers, recent, faults = [], onChange }: Props) {
  const id = useId();
  const put = (at: number, matcher: Matcher): void =>
    onChange(matchers.map((old, index) => (index === at ? matcher : old)));
  const add = (): void => {
    const name = recent.names.find((each) => matchers.every((matcher) => matcher.name !== each)) ?? '';
    onChange([...matchers, { name, value: '', isEqual: true, isRegex: false }]);
  };
  return (
    <fieldset className="grid gap-2">
      <legend className="text-sm font-medium">{legend}</legend>
      {hint !== undefined && <p className="text-xs text-faint">{hint}</p>}
      <datalist id={`${id}-names`}>
        {recent.names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {matchers.map((matcher, at) => (
        <MatcherRow
          key={at}
          id={`${id}-${at}`}
          names={`${id}-names`}
          matcher={matcher}
          values={recent.valuesOf(matcher.name)}
          fault={reasonAt(faults, String(at)) ?? (matcher.name === '' ? null : matcherFault(matcher))}
          onChange={(next) => put(at, next)}
          onRemove={() => onChange(matchers.filter((_, index) => index !== at))}
        />
      ))}
      <Button size="sm" className="justify-self-start" onClick={add}>
        <Plus aria-hidden />
        Add a label
      </Button>
    </fieldset>
  );
}

type RowProps = {
  id: string;
  names: string;
  matcher: Matcher;
  values: readonly string[];
  fault: string | null;
  onChange: (matcher: Matcher) => void;
  onRemove: () => void;
};

function MatcherRow({ id, names, matcher, values, fault, onChange, onRemove }: RowProps) {
  return (
    <div className="grid gap-1" role="group" aria-label={`Label ${matcher.name}`}>
      <div className="grid grid-cols-[minmax(0,1fr)_6.5rem_minmax(0,1.25fr)_auto] items-center gap-1.5 max-sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
        <Input
          aria-label="Label"
          placeholder="label"
          list={names}
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-xs"
          value={matcher.name}
          onChange={(event) => onChange({ ...matcher, name: event.target.value.trim() })}
        />
        <Select
          aria-label="Condition"
          value={operatorOf(matcher)}
          onChange={(event) => onChange(withOperator(matcher, event.target.value as Operator))}
        >
          {Object.entries(operatorWords).map(([operator, words]) => (
            <option key={operator} value={operator}>
              {words}
            </option>
          ))}
        </Select>
        <Input
          aria-label="Value"
          placeholder="value"
          list={`${id}-values`}
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-xs max-sm:order-last max-sm:col-span-3"
          value={matcher.value}
          {...(fault !== null && { 'aria-invalid': true, 'aria-describedby': `${id}-fault` })}
          onChange={(event) => onChange({ ...matcher, value: event.target.value })}
        />
        <Button variant="quiet" size="icon-sm" aria-label={`Remove the label ${matcher.name}`} onClick={onRemove}>
          <X aria-hidden />
        </Button>
      </div>
      <datalist id={`${id}-values`}>
        {values.map((value) => (
          <option key={value} value={value} />
        ))}
      </datalist>
      {fault !== null && (
        <p role="alert" id={`${id}-fault`} className="text-xs text-bad">
          {fault}
        </p>
      )}
    </div>
  );
}
