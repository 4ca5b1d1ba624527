'use client';

import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { Input, Select } from '@/app/_ui/kit/field';
import type { EmbedParameter, ParameterMode } from '@/lib/model/embed';
import type { EditedProps } from './sites-card';
import { SwitchLine } from './switch-line';

const modeLabels: Record<ParameterMode, string> = {
  locked: 'Locked: the token or link decides',
  editable: 'Editable: whoever watches decides',
  hidden: 'Hidden: nobody decides',
};
const modes: readonly ParameterMode[] = ['locked', 'editable', 'hidden'];

type Props = EditedProps & { variables: readonly string[]; isSql: boolean };

/** Who decides what the embed shows: variables of the dashboard or statement, filters by a field, and the time. */
export function ParametersCard({ settings, onChange, variables, isSql }: Props) {
  const { parameters, range } = settings;
  const put = (name: string, mode: ParameterMode) => {
    const isKnown = parameters.some((one) => one.name === name);
    const next = parameters.map((one) => (one.name === name ? { ...one, mode } : one));
    onChange({ parameters: isKnown ? next : [...parameters, { name, mode }] });
  };
  const filters = parameters.filter(({ field }) => field !== undefined);
  return (
    <Card>
      <CardHeader
        title="Parameters"
        description="What a customer must not change is locked; the value then comes signed from your server."
      />
      <CardBody className="grid gap-3">
        {variables.map((name) => (
          <Row
            key={name}
            label={`$${name}`}
            mode={parameters.find((one) => one.name === name)?.mode ?? 'hidden'}
            onMode={(mode) => put(name, mode)}
          />
        ))}
        {filters.map(({ name, field, mode }) => (
          <Row
            key={name}
            label={`${name}: ${field ?? ''}`}
            mode={mode}
            onMode={(next) => put(name, next)}
            onRemove={() => onChange({ parameters: parameters.filter((one) => one.name !== name) })}
          />
        ))}
        {!isSql && <FilterAdder known={parameters} onAdd={(one) => onChange({ parameters: [...parameters, one] })} />}
        <SwitchLine
          label="Whoever watches may choose the time"
          isOn={range === 'editable'}
          onToggle={() => onChange({ range: range === 'editable' ? 'fixed' : 'editable' })}
        />
      </CardBody>
    </Card>
  );
}

type RowProps = { label: string; mode: ParameterMode; onMode: (mode: ParameterMode) => void; onRemove?: () => void };

function Row({ label, mode, onMode, onRemove }: RowProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <code className="min-w-0 flex-1 basis-40 truncate font-mono text-xs" title={label}>
        {label}
      </code>
      <Select
        aria-label={`Who decides ${label}`}
        className="w-auto flex-1 basis-56"
        value={mode}
        onChange={(event) => onMode(modes.find((one) => one === event.target.value) ?? 'hidden')}
      >
        {modes.map((one) => (
          <option key={one} value={one}>
            {modeLabels[one]}
          </option>
        ))}
      </Select>
      {onRemove && (
        <Button variant="quiet" size="icon-sm" aria-label={`Take ${label} away`} onClick={onRemove}>
          <X aria-hidden />
        </Button>
      )}
    </div>
  );
}

type AdderProps = { known: readonly EmbedParameter[]; onAdd: (parameter: EmbedParameter) => void };

/** A filter by a field, which reaches every panel that does not ask with SQL. */
function FilterAdder({ known, onAdd }: AdderProps) {
  const [field, setField] = useState('');
  const name = (field.split('.').at(-1) ?? '')
    .replaceAll(/\W/g, '_')
    .replace(/^[\d_]+/, '')
    .slice(0, 40);
  const isUsable = name !== '' && !known.some((one) => one.name === name);
  return (
    <form
      className="flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isUsable) return;
        onAdd({ name, field: field.trim(), mode: 'locked' });
        setField('');
      }}
    >
      <Input
        aria-label="Filter by a field"
        placeholder="Filter by a field, such as properties.customer"
        className="font-mono text-xs"
        value={field}
        onChange={(event) => setField(event.target.value)}
      />
      <Button type="submit" disabled={!isUsable}>
        <Plus aria-hidden />
        Add
      </Button>
    </form>
  );
}
