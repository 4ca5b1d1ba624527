import { z } from 'zod';
import { fieldSchema } from './filter';
import { querySpecSchema } from './query-spec';

/**
 * How an answer is drawn. `bars` are horizontal and ranked, `columns` stand upright over time, `table` has inline bars,
 * `flow` shows paths, `events` is the live tail of raw events.
 */
export const panelCharts = [
  'number',
  'line',
  'area',
  'stacked',
  'columns',
  'bars',
  'table',
  'histogram',
  'heatmap',
  'funnel',
  'flow',
  'drivers',
  'events',
] as const;
export type PanelChart = (typeof panelCharts)[number];

/** How numbers are written. `minutes` and `ms` are durations; `count` groups thousands and shortens. */
export const units = ['count', 'number', 'percent', 'ms', 'minutes', 'miles', 'bytes', 'per_second'] as const;
export const unitSchema = z.enum(units);
export type Unit = z.infer<typeof unitSchema>;

/** What a panel shows and how, wherever it stands. */
export const panelBase = {
  title: z.string().trim().min(1).max(120),
  description: z.string().max(400).optional(),
  chart: z.enum(panelCharts),
  spec: querySpecSchema,
  /** A second question drawn small behind the first: the sparkline of a number. */
  spark: querySpecSchema.optional(),
  unit: unitSchema.default('count'),
  /** Whether more is better, so that a change can be coloured; absent when it is neither. */
  betterWhen: z.enum(['higher', 'lower']).optional(),
  /** The field that a click on a row or series filters by. */
  filterField: fieldSchema.optional(),
};

export const panelSchema = z.strictObject({
  id: z.string().min(1).max(60),
  ...panelBase,
  /** Width and height on the 12-column grid. */
  size: z.strictObject({ columns: z.number().int().min(1).max(12), rows: z.number().int().min(1).max(40) }),
});
export type Panel = z.output<typeof panelSchema>;
export type PanelInput = z.input<typeof panelSchema>;
