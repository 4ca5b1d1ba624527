import { ListFilter } from 'lucide-react';
import { Button, buttonClass } from '@/app/_ui/kit/button';
import { Disclosure } from '@/app/_ui/kit/disclosure';
import { Field, Input, Select } from '@/app/_ui/kit/field';
import { fieldLabel } from '@/lib/dashboards/filter-words';
import type { ViewPlace } from '@/lib/dashboards/view-links';
import { operators } from '@/lib/model/filter';
import { HiddenView } from './hidden-view';

const operatorWords: Partial<Record<(typeof operators)[number], string>> = {
  '=': 'is',
  '!=': 'is not',
  in: 'is one of (a,b,c)',
  'not in': 'is none of (a,b,c)',
  exists: 'is set',
  'not exists': 'is not set',
};

/** Adds a filter by a plain form: the page reads `field`, `op` and `value` and makes them one. */
export function FilterForm({ place, fields }: { place: ViewPlace; fields: readonly string[] }) {
  return (
    <Disclosure
      labelClass={buttonClass()}
      panelClass="w-72 p-3"
      label={
        <>
          <ListFilter aria-hidden className="text-faint" />
          Filter
        </>
      }
    >
      <form action={place.path} className="grid gap-3">
        <HiddenView place={place} />
        <Field label="Field" htmlFor="filter-field">
          <Select id="filter-field" name="field">
            {fields.map((field) => (
              <option key={field} value={field}>
                {fieldLabel(field)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Condition" htmlFor="filter-op">
          <Select id="filter-op" name="op">
            {operators.map((operator) => (
              <option key={operator} value={operator}>
                {operatorWords[operator] ?? operator}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Value" htmlFor="filter-value">
          <Input id="filter-value" name="value" autoComplete="off" />
        </Field>
        <Button type="submit" variant="primary">
          Add the filter
        </Button>
      </form>
    </Disclosure>
  );
}
