import type { DriversData } from '@/lib/model/answer';
import type { Value } from '@/lib/model/value';
import { finite, type ChartInput, type ModelBase } from './chart-input';
import { fieldName, partLabel } from './group-label';

export type DriverModel = {
  key: string;
  field: string;
  value: string | null;
  fieldLabel: string;
  label: string;
  inside: Value;
  outside: Value;
  /** -1 to 1 of the largest effect. */
  share: number;
  effect: number;
};
export type DriversModel = ModelBase & {
  kind: 'drivers';
  label: string;
  isPerHour: boolean;
  inside: Value;
  outside: Value;
  rows: DriverModel[];
  sampledFrom?: { events: number; of: number };
};

/** The values that explain most of a change, with their effect against the largest. */
export function driversModel(data: DriversData, { title, unit }: ChartInput): DriversModel {
  const effects = data.rows.map(({ effect }) => finite(effect) ?? 0);
  const largest = Math.max(...effects.map(Math.abs), 0);
  return {
    kind: 'drivers',
    title,
    unit,
    label: data.label,
    isPerHour: data.isPerHour,
    inside: finite(data.inside),
    outside: finite(data.outside),
    ...(data.sampledFrom === undefined ? {} : { sampledFrom: data.sampledFrom }),
    rows: data.rows.map(({ field, value, inside, outside }, index) => {
      const effect = effects[index] ?? 0;
      return {
        key: JSON.stringify([field, value]),
        field,
        value,
        fieldLabel: fieldName(field),
        label: partLabel(value),
        inside: finite(inside),
        outside: finite(outside),
        share: largest > 0 ? effect / largest : 0,
        effect,
      };
    }),
  };
}
