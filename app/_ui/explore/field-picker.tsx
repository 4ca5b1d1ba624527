'use client';

import type { ReactNode } from 'react';
import { useProperties } from '@/app/_data/catalog-query';
import { OptionList, type Option } from '@/app/_ui/kit/option-list';
import { Popover } from '@/app/_ui/kit/popover';
import { fieldLabel } from '@/lib/dashboards/view/filter-words';

export type FieldListProps = {
  /** The events whose properties are offered; of the most frequent ones when empty. */
  events: readonly string[];
  chosen?: string | undefined;
  /** `number`: fields with numbers come first. */
  prefers?: 'number' | 'text';
  onChoose: (field: string) => void;
};

const builtIn: readonly Option[] = [
  { value: 'value', label: 'value', hint: 'number' },
  { value: 'name', label: 'event', hint: 'name' },
  { value: 'user', label: 'user', hint: 'id' },
  { value: 'session', label: 'session', hint: 'id' },
];

/** The fields of some events: what every event has, and the properties that were really seen. */
export function FieldList({ events, chosen, prefers = 'text', onChoose }: FieldListProps) {
  const { items, isLoading } = useProperties(events);
  const properties = items.map(({ field, types }) => ({
    value: field,
    label: fieldLabel(field),
    hint: types.join(', '),
    section: 'Properties',
    isPreferred: types.includes(prefers),
  }));
  const general = builtIn.map((option) => ({ ...option, section: 'Every event' }));
  const sorted = [...properties].sort((a, b) => Number(b.isPreferred) - Number(a.isPreferred));
  const options = prefers === 'number' ? [general[0], ...sorted, ...general.slice(1)] : [...sorted, ...general];
  return (
    <OptionList
      name="Search fields"
      options={options.filter((option) => option !== undefined)}
      chosen={chosen === undefined ? [] : [chosen]}
      isLoading={isLoading}
      onChoose={({ value }) => onChoose(value)}
      free={asProperty}
    />
  );
}

function asProperty(text: string): Option | null {
  if (!/^[^`\\\u0000-\u001f]+$/u.test(text)) return null;
  const field = text.startsWith('properties.') ? text : `properties.${text}`;
  return { value: field, label: fieldLabel(field), hint: 'not seen yet' };
}

type Props = FieldListProps & { label: ReactNode; name: string; buttonClass: string; isInvalid?: boolean };

export function FieldPicker({ label, name, buttonClass, isInvalid = false, onChoose, ...list }: Props) {
  return (
    <Popover title="Field" {...{ label, name, buttonClass, isInvalid }} panelClass="w-76">
      {(close) => (
        <FieldList
          {...list}
          onChoose={(field) => {
            close();
            onChoose(field);
          }}
        />
      )}
    </Popover>
  );
}
