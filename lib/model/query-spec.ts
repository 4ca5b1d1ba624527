import { z } from 'zod';
import { grains } from '@/lib/time/grain';
import { fieldSchema } from './filter';
import { funnelSpecSchema, pathsSpecSchema, retentionSpecSchema } from './journey-spec';
import { formulaSchema, measureSchema } from './measure';
import { absoluteRangeSchema, compareSchema, rangeSchema, timezoneSchema } from './query-range';
import { base } from './spec-base';

const measures = z.array(measureSchema).min(1).max(8);
const formulas = z.array(formulaSchema).max(4).default([]);
const by = z.array(fieldSchema).max(3).default([]);
const top = z.number().int().min(1).max(100).default(10);
const other = z.boolean().default(false);

/** One number per measure over the whole range. */
export const totalSpecSchema = z.strictObject({
  kind: z.literal('total'),
  measures,
  formulas,
  ...base,
  compare: compareSchema.optional(),
});
/** Numbers per time bucket, optionally split into the top groups. */
export const trendSpecSchema = z.strictObject({
  kind: z.literal('trend'),
  measures,
  formulas,
  ...base,
  by,
  top,
  other,
  grain: z.union([z.literal('auto'), z.enum(grains)]).default('auto'),
  compare: compareSchema.optional(),
});
/** Numbers per group, ranked by the first measure. */
export const breakdownSpecSchema = z.strictObject({
  kind: z.literal('breakdown'),
  measures,
  formulas,
  ...base,
  by: z.array(fieldSchema).min(1).max(3),
  top,
  other,
  compare: compareSchema.optional(),
});
/** Raw events, newest first. */
export const tableSpecSchema = z.strictObject({
  kind: z.literal('table'),
  ...base,
  columns: z.array(fieldSchema).min(1).max(20),
  limit: z.number().int().min(1).max(1_000).default(100),
});
/** How the values of one numeric field spread over equal-width bins. */
export const distributionSpecSchema = z.strictObject({
  kind: z.literal('distribution'),
  ...base,
  of: fieldSchema,
  bins: z.number().int().min(2).max(100).default(24),
  /** Values outside these percentiles are counted in the first and last bin, so that one outlier does not flatten the rest. */
  clip: z.boolean().default(true),
});

/** One measure by hour of the day and day of the week, on the clock of the timezone. */
export const heatmapSpecSchema = z.strictObject({ kind: z.literal('heatmap'), measure: measureSchema, ...base });
/**
 * What moved: which values of which fields changed most between `focus` and the rest of `range`. Without `fields` all
 * properties of the measure's events are looked at.
 */
export const driversSpecSchema = z.strictObject({
  kind: z.literal('drivers'),
  measure: measureSchema,
  focus: absoluteRangeSchema,
  fields: z.array(fieldSchema).min(1).max(20).optional(),
  top: z.number().int().min(1).max(50).default(12),
  ...base,
});
/** A statement in the engine's own SQL, read-only, that sees `events` of the workspace and nothing else. */
export const sqlSpecSchema = z.strictObject({
  kind: z.literal('sql'),
  sql: z.string().trim().min(1).max(20_000),
  /** Values for `{name:Type}` placeholders; `from` and `to` are bound to the range. */
  parameters: z
    .record(
      z.string().regex(/^[a-z_]\w{0,40}$/i),
      z.union([z.string().max(2_000), z.number(), z.array(z.string().max(2_000)).max(1_000)]),
    )
    .default({}),
  limit: z.number().int().min(1).max(10_000).default(1_000),
  range: rangeSchema.default({ last: '24h' }),
  timezone: timezoneSchema.default('UTC'),
});

export const querySpecSchema = z.discriminatedUnion('kind', [
  totalSpecSchema,
  trendSpecSchema,
  breakdownSpecSchema,
  tableSpecSchema,
  distributionSpecSchema,
  heatmapSpecSchema,
  driversSpecSchema,
  funnelSpecSchema,
  retentionSpecSchema,
  pathsSpecSchema,
  sqlSpecSchema,
]);
/** A question in its normalized form, all defaults filled in. */
export type QuerySpec = z.output<typeof querySpecSchema>;
/** A question as a client may write it. */
export type QuerySpecInput = z.input<typeof querySpecSchema>;
type Of<K extends QuerySpec['kind']> = Extract<QuerySpec, { kind: K }>;
/** Every question but a statement, which says itself what it is about. */
export type EventSpec = Exclude<QuerySpec, { kind: 'sql' }>;
export type TotalSpec = Of<'total'>;
export type TotalSpecInput = z.input<typeof totalSpecSchema>;
export type TrendSpec = Of<'trend'>;
export type BreakdownSpec = Of<'breakdown'>;
export type TableSpec = Of<'table'>;
export type DistributionSpec = Of<'distribution'>;
export type HeatmapSpec = Of<'heatmap'>;
export type DriversSpec = Of<'drivers'>;
export type FunnelSpec = Of<'funnel'>;
export type RetentionSpec = Of<'retention'>;
export type PathsSpec = Of<'paths'>;
export type SqlSpec = Of<'sql'>;
