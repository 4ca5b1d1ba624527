import { z } from 'zod';
import { fieldSchema } from './filter';
import { panelBase } from './panel';
import { rangeSchema, timezoneSchema } from './query-range';

const layoutSchema = z.strictObject({
  x: z.number().int().min(0).max(11),
  y: z.number().int().min(0).max(10_000),
  w: z.number().int().min(1).max(12),
  h: z.number().int().min(1).max(40),
});
const placed = { id: z.string().regex(/^[\w-]{1,60}$/), layout: layoutSchema };

/** Text of a dashboard, in Markdown. */
export const textPanelSchema = z.strictObject({
  type: z.literal('text'),
  ...placed,
  title: z.string().trim().max(120).default(''),
  markdown: z.string().max(20_000),
});
/**
 * A chart of a dashboard. Filter values written `$name` stand for a variable. `time: 'own'` keeps the range of the
 * question; otherwise the dashboard's range takes its place.
 */
export const chartPanelSchema = z.strictObject({
  type: z.literal('chart'),
  ...placed,
  ...panelBase,
  time: z.enum(['dashboard', 'own']).default('dashboard'),
  /** Live panels follow every event; the others are asked again as often as the dashboard refreshes. */
  isLive: z.boolean().default(true),
});
/** A chart that is not on a dashboard yet: it gets its id and its place there. */
export const newChartPanelSchema = chartPanelSchema
  .omit({ id: true, layout: true, type: true })
  .extend({ type: z.literal('chart').default('chart') });
export const dashboardPanelSchema = z.discriminatedUnion('type', [textPanelSchema, chartPanelSchema]);
export type DashboardPanel = z.output<typeof dashboardPanelSchema>;
export type ChartPanel = z.output<typeof chartPanelSchema>;
export type TextPanel = z.output<typeof textPanelSchema>;

const variableBase = {
  /** In the URL as `var-<name>`, in filters as `$<name>`, in SQL as `{<name>:…}`. */
  name: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/i, { message: 'Use letters, digits and _, beginning with a letter' }),
  label: z.string().max(60).optional(),
  isMulti: z.boolean().default(true),
  /** What is chosen when the URL does not say; empty is all. */
  default: z.array(z.string().max(500)).max(100).default([]),
};
export const variableSchema = z.discriminatedUnion('type', [
  /** Its choices are the top values of a field. */
  z.strictObject({
    type: z.literal('field'),
    ...variableBase,
    field: fieldSchema,
    event: z.string().min(1).max(200).optional(),
  }),
  z.strictObject({
    type: z.literal('list'),
    ...variableBase,
    options: z.array(z.string().min(1).max(500)).min(1).max(200),
  }),
]);
export type Variable = z.output<typeof variableSchema>;

export const refreshSchema = z.enum(['live', 'off', '5s', '10s', '30s', '1m', '5m', '15m', '1h']);
export type Refresh = z.infer<typeof refreshSchema>;

/** What of a dashboard is kept in versions, exported and provisioned. */
export const dashboardDocSchema = z
  .strictObject({
    title: z.string().trim().min(1).max(120),
    description: z.string().max(1_000).optional(),
    tags: z.array(z.string().min(1).max(40)).max(20).default([]),
    panels: z.array(dashboardPanelSchema).max(100).default([]),
    variables: z.array(variableSchema).max(12).default([]),
    range: rangeSchema.default({ last: '24h' }),
    /** Whose clock it is read on; the reader's workspace decides when absent. */
    timezone: timezoneSchema.optional(),
    refresh: refreshSchema.default('live'),
  })
  .superRefine((doc, issue) => {
    for (const [path, names] of [
      ['panels', doc.panels.map(({ id }) => id)],
      ['variables', doc.variables.map(({ name }) => name)],
    ] as const) {
      const at = names.findIndex((name, index) => names.indexOf(name) !== index);
      if (at >= 0) issue.addIssue({ code: 'custom', path: [path, at], message: `"${names[at]}" is there twice` });
    }
  });
export type DashboardDoc = z.output<typeof dashboardDocSchema>;
export type DashboardDocInput = z.input<typeof dashboardDocSchema>;

/**
 * A part of a stored dashboard that cannot be read any more. In its place stands a text panel that says so; as long as
 * that one is saved unchanged, the stored panel is kept.
 */
export type DashboardFault = {
  /** Null when it is not a panel but the dashboard itself, which then has a default there. */
  panelId: string | null;
  path: string;
  reason: string;
};
export type Dashboard = {
  id: string;
  workspaceId: string;
  doc: DashboardDoc;
  /** Absent when all of it could be read. */
  faults?: DashboardFault[];
  /** Counts the saved states, from 1. */
  version: number;
  /** The file it comes from; such a dashboard is changed there and not in the portal. */
  provisionedFrom: string | null;
  createdBy: string;
  createdAt: number;
  updatedBy: string;
  updatedAt: number;
  deletedAt: number | null;
};
export type DashboardSummary = Pick<
  Dashboard,
  'id' | 'version' | 'provisionedFrom' | 'createdAt' | 'updatedBy' | 'updatedAt' | 'deletedAt'
> & { title: string; description?: string; tags: string[]; panels: number };
export type DashboardVersion = {
  dashboardId: string;
  version: number;
  doc: DashboardDoc;
  savedBy: string;
  savedAt: number;
  /** What was done, in words: "restored version 3". */
  note: string | null;
};
/** A version in a list: how its panels and title were, without them. */
export type DashboardVersionSummary = Pick<DashboardVersion, 'version' | 'savedBy' | 'savedAt' | 'note'> & {
  title: string;
  panels: number;
};
