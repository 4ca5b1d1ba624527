import { ListFilter } from 'lucide-react';
import { Button, buttonClass } from '@/app/_ui/kit/button';
import { Disclosure } from '@/app/_ui/kit/disclosure';
import { Field, Input, Select } from '@/app/_ui/kit/field';
import { fieldLabel } from '@/lib/dashboards/view/filter-words';
import type { ViewPlace } from '@/lib/dashboards/view/view-links';
import { operators } from '@/lib/model/filter';
import { HiddenParams, keptParams, type Params } from './hidden-view';

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
  return <FilterAdder path={place.path} kept={keptParams(place)} fields={fields} />;
}

type AdderProps = { path: string; kept: Params; fields: readonly string[] };

/** The same for any page that reads these three, with what the form keeps of its view. */
export function FilterAdder({ path, kept, fields }: AdderProps) {
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
      <form action={path} className="grid gap-3">
        <HiddenParams params={kept} />
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
