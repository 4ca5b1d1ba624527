'use client';

import { Field, Select } from '@/app/_ui/kit/field';
import type { Transform } from '@/lib/model/measure';

type Props = { id: string; transform: Transform | undefined; onChange: (transform: Transform | undefined) => void };

const means = [3, 7, 14, 30];

/** How the buckets of a trend are rewritten. */
export function TransformField({ id, transform, onChange }: Props) {
  const chosen = typeof transform === 'object' ? String(transform.movingAverage) : (transform ?? 'none');
  const offered = typeof transform === 'object' ? [...new Set([...means, transform.movingAverage])] : means;
  const choose = (value: string): void => {
    if (value === 'none') return onChange(undefined);
    onChange(value === 'cumulative' ? 'cumulative' : { movingAverage: Number(value) });
  };
  return (
    <Field label="Over time" htmlFor={id}>
      <Select id={id} value={chosen} onChange={(event) => choose(event.target.value)}>
        <option value="none">As it is</option>
        <option value="cumulative">Running total</option>
        {offered.map((count) => (
          <option key={count} value={count}>
            Average of {count} buckets
          </option>
        ))}
      </Select>
    </Field>
  );
}
