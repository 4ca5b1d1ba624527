'use client';

import { ArrowUp, Plus, Trash2 } from 'lucide-react';
import { Button } from '@/app/_ui/kit/button';
import type { Variable } from '@/lib/model/dashboard';
import { Choice, Text } from './inputs';

type Props = { variables: readonly Variable[]; onChange: (variables: Variable[]) => void };

/** The variables of a dashboard, in the order in which they stand above it. */
export function VariablesEditor({ variables, onChange }: Props) {
  const replace = (at: number, variable: Variable): void =>
    onChange(variables.map((one, index) => (index === at ? variable : one)));
  const raise = (at: number): void => {
    const next = [...variables];
    next.splice(at - 1, 0, ...next.splice(at, 1));
    onChange(next);
  };
  const add = (): void =>
    onChange([
      ...variables,
      { type: 'field', name: freeName(variables), field: 'properties.', isMulti: true, default: [] },
    ]);
  return (
    <fieldset className="grid gap-2 border-t border-line pt-3">
      <legend className="sr-only">Variables</legend>
      <div className="flex items-center justify-between gap-2">
        <p className="text-sm font-medium">Variables</p>
        <Button size="sm" onClick={add} disabled={variables.length >= 12}>
          <Plus aria-hidden />
          Add a variable
        </Button>
      </div>
      {variables.length === 0 && (
        <p className="text-sm text-muted">
          A variable is chosen above the panels; in filters, <code className="font-mono text-xs">$name</code> stands for
          what was chosen.
        </p>
      )}
      {variables.map((variable, index) => (
        <VariableFields
          key={index}
          at={index}
          variable={variable}
          onChange={(next) => replace(index, next)}
          onRaise={index > 0 ? () => raise(index) : undefined}
          onRemove={() => onChange(variables.filter((_, other) => other !== index))}
        />
      ))}
    </fieldset>
  );
}

function freeName(variables: readonly Variable[]): string {
  let count = variables.length + 1;
  while (variables.some(({ name }) => name === `variable${count}`)) count += 1;
  return `variable${count}`;
}

type FieldsProps = {
  at: number;
  variable: Variable;
  onChange: (variable: Variable) => void;
  onRaise: (() => void) | undefined;
  onRemove: () => void;
};

function VariableFields({ at, variable, onChange, onRaise, onRemove }: FieldsProps) {
  const id = (part: string): string => `variable-${at}-${part}`;
  const { name, label, isMulti } = variable;
  const shared = { name, isMulti, default: variable.default, ...(label !== undefined && { label }) };
  const choose = (type: string): void =>
    onChange(
      type === 'list'
        ? { ...shared, type, options: ['one', 'two'] }
        : { ...shared, type: 'field', field: 'properties.' },
    );
  return (
    <div className="grid gap-3 rounded-lg border border-line p-3 sm:grid-cols-2">
      <Text
        id={id('name')}
        label="Name"
        required
        pattern="[A-Za-z][A-Za-z0-9_]{0,39}"
        title="Letters, digits and _, beginning with a letter"
        value={name}
        onChange={(text) => onChange({ ...variable, name: text })}
      />
      <Text
        id={id('label')}
        label="Label"
        value={label ?? ''}
        placeholder={name}
        onChange={(text) => onChange(labelled(variable, text))}
      />
      <Choice id={id('type')} label="Choices" value={variable.type} onChange={choose}>
        <option value="field">Top values of a field</option>
        <option value="list">A list of mine</option>
      </Choice>
      <ChoicesOf id={id('choices')} variable={variable} onChange={onChange} />
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={isMulti}
          onChange={(event) => onChange({ ...variable, isMulti: event.target.checked })}
        />
        Several can be chosen
      </label>
      <Buttons name={name} onRaise={onRaise} onRemove={onRemove} />
    </div>
  );
}

type ChoicesProps = { id: string; variable: Variable; onChange: (variable: Variable) => void };

function ChoicesOf({ id, variable, onChange }: ChoicesProps) {
  return variable.type === 'field' ? (
    <Text
      id={id}
      label="Field"
      required
      pattern="name|user|session|value|properties\..+"
      title="name, user, session, value or properties.…"
      placeholder="properties.country"
      value={variable.field}
      onChange={(field) => onChange({ ...variable, field })}
    />
  ) : (
    <Text
      id={id}
      label="List, separated by commas"
      required
      value={variable.options.join(',')}
      onChange={(text) => onChange({ ...variable, options: text.split(',') })}
    />
  );
}

function Buttons({ name, onRaise, onRemove }: Pick<FieldsProps, 'onRaise' | 'onRemove'> & { name: string }) {
  return (
    <div className="flex justify-end gap-1">
      {onRaise && (
        <Button variant="quiet" size="icon-sm" aria-label={`Move ${name} up`} onClick={onRaise}>
          <ArrowUp aria-hidden />
        </Button>
      )}
      <Button variant="danger-quiet" size="icon-sm" aria-label={`Remove ${name}`} onClick={onRemove}>
        <Trash2 aria-hidden />
      </Button>
    </div>
  );
}

function labelled(variable: Variable, label: string): Variable {
  const { label: _dropped, ...rest } = variable;
  return label === '' ? rest : { ...rest, label };
}
