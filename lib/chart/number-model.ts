import type { TotalData } from '@/lib/model/answer';
import type { Value } from '@/lib/model/value';
import { finite, type ChartInput, type ModelBase } from './chart-input';

export type NumberValue = { label: string; value: Value; previous?: Value };
/** The first measure is large; `more` are those after it. */
export type NumberModel = ModelBase & { kind: 'number' } & NumberValue & { more: NumberValue[] };

/** The numbers of a total. */
export function numberModel(data: TotalData, input: ChartInput): NumberModel {
  const values = data.values.map(({ label, value, previous }): NumberValue => ({
    label,
    value: finite(value),
    ...(previous !== undefined ? { previous: finite(previous) } : {}),
  }));
  const [first = { label: input.title, value: null }, ...more] = values;
  return { kind: 'number', title: input.title, unit: input.unit, ...first, more };
}
