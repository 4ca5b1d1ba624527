'use client';

import { useState } from 'react';
import { useFieldValues, useProperties } from '@/app/_data/catalog-query';
import { Button } from '@/app/_ui/kit/button';
import { Select } from '@/app/_ui/kit/field';
import { OptionList } from '@/app/_ui/kit/option-list';
import { formatValue } from '@/lib/chart/format-number';
import { fieldLabel } from '@/lib/dashboards/view/filter-words';
import type { Condition } from '@/lib/model/filter';
import { FieldList } from './field-picker';
import {
  conditionChoices,
  conditionOf,
  draftOf,
  takesList,
  takesNothing,
  takesNumber,
  typedValue,
  type ConditionChoice,
  type FilterDraft,
} from './filter-ops';
import { TypedInput } from './typed-input';

type Props = {
  /** Undefined is a filter that is being added. */
  condition: Condition | undefined;
  events: readonly string[];
  onChange: (condition: Condition, typing?: string) => void;
  onDone: () => void;
};

/** Chooses a field, a condition and its values; each choice is in force at once. */
export function FilterEditor({ condition, events, onChange, onDone }: Props) {
  const [draft, setDraft] = useState<FilterDraft | null>(condition ? draftOf(condition) : null);
  if (!draft) return <FieldList events={events} onChoose={(field) => setDraft({ field, choice: 'is', values: [] })} />;
  const set = (next: FilterDraft, typing?: string): void => {
    setDraft(next);
    const made = conditionOf(next);
    if (made) onChange(made, typing);
  };
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-2">
        <button
          type="button"
          title="Choose another field"
          className="min-w-0 truncate rounded-md px-2 py-1 text-sm font-medium hover:bg-hover"
          onClick={() => setDraft(null)}
        >
          {fieldLabel(draft.field)}
        </button>
        <Select
          aria-label="Condition"
          value={draft.choice}
          className="h-7.5 flex-1"
          onChange={(event) => set(withChoice(draft, event.target.value as ConditionChoice))}
        >
          {conditionChoices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </div>
      <Operand draft={draft} events={events} onChange={set} />
      <div className="flex justify-end border-t border-line pt-1.5">
        <Button size="sm" variant="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}

/** Values stay when the condition takes them as well. */
function withChoice(draft: FilterDraft, choice: ConditionChoice): FilterDraft {
  const values = takesNothing(choice) ? [] : takesList(choice) ? draft.values : draft.values.slice(0, 1);
  return { ...draft, choice, values };
}

type OperandProps = {
  draft: FilterDraft;
  events: readonly string[];
  onChange: (draft: FilterDraft, typing?: string) => void;
};

function Operand({ draft, events, onChange }: OperandProps) {
  const { items } = useProperties(events);
  const types = draft.field === 'value' ? ['number'] : (items.find(({ field }) => field === draft.field)?.types ?? []);
  if (takesNothing(draft.choice)) return null;
  if (takesList(draft.choice)) return <ValueList {...{ draft, events, types, onChange }} />;
  const isNumber = takesNumber(draft.choice);
  return (
    <TypedInput
      aria-label="Value"
      inputMode={isNumber ? 'decimal' : 'text'}
      autoFocus
      value={String(draft.values[0] ?? '')}
      onCommit={(text) => {
        const value = isNumber && text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
        onChange({ ...draft, values: text === '' ? [] : [value] }, 'filter');
      }}
    />
  );
}

function ValueList({ draft, events, types, onChange }: OperandProps & { types: readonly string[] }) {
  const [search, setSearch] = useState('');
  const event = events.length === 1 ? events[0] : undefined;
  const { items, isLoading, sampledFrom } = useFieldValues({ field: draft.field, event, search });
  const chosen = draft.values.map(String);
  const listed = items.map(({ value, count }) => ({
    value: String(value),
    label: value === '' ? '(empty)' : String(value),
    hint: formatValue(count, 'count'),
  }));
  const own = chosen.filter((value) => !listed.some((option) => option.value === value));
  const toggle = (text: string): void => {
    const isChosen = chosen.includes(text);
    const rest = draft.values.filter((value) => String(value) !== text);
    onChange({ ...draft, values: isChosen ? rest : [...rest, typedValue(text, types)] });
  };
  return (
    <>
      <OptionList
        name={`Values of ${fieldLabel(draft.field)}`}
        isMulti
        options={[...own.map((value) => ({ value, label: value })), ...listed]}
        chosen={chosen}
        isLoading={isLoading}
        onSearch={setSearch}
        onChoose={({ value }) => toggle(value)}
        free={(text) => ({ value: text, label: `“${text}”`, hint: 'as typed' })}
      />
      {sampledFrom && (
        <p className="px-2.5 text-2xs text-faint">
          Estimated from {formatValue(sampledFrom.events, 'count')} of {formatValue(sampledFrom.of, 'count')} events.
        </p>
      )}
    </>
  );
}
