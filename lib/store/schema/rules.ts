import { bigint, boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { SeriesState } from '@/lib/model/alert-state';
import { document } from './document';
import { instant } from './instant';
import { workspaceId } from './workspace-id';
import { workspaces } from './workspaces';

export const rules = pgTable(
  'rules',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    doc: document<unknown>('doc').notNull(),
    version: integer('version').notNull(),
    provisionedFrom: text('provisioned_from'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedBy: text('updated_by').notNull(),
    updatedAt: instant('updated_at').notNull(),
    deletedAt: instant('deleted_at'),
    isEventDriven: boolean('is_event_driven').notNull(),
    /** Null while it is switched off or deleted. */
    dueAt: instant('due_at'),
    leaseToken: text('lease_token'),
    leaseUntil: instant('lease_until'),
    evaluatedAt: instant('evaluated_at'),
    lastError: text('last_error'),
  },
  (table) => [index('rules_workspace').on(table.workspaceId, table.updatedAt), index('rules_due').on(table.dueAt)],
);

export const ruleSeries = pgTable(
  'rule_series',
  {
    ruleId: text('rule_id')
      .notNull()
      .references(() => rules.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    labels: document<Record<string, string>>('labels').notNull(),
    state: document<SeriesState>('state').notNull(),
    memory: document<unknown>('memory').notNull(),
    alertId: text('alert_id'),
    lastIncidentId: text('last_incident_id'),
  },
  (table) => [primaryKey({ columns: [table.ruleId, table.key] })],
);

export const correlations = pgTable('correlations', {
  workspaceId: text('workspace_id')
    .primaryKey()
    .references(() => workspaces.id, { onDelete: 'cascade' }),
  state: document<unknown>('state'),
  /** Number of the newest incident. */
  incidents: bigint('incidents', { mode: 'number' }).notNull(),
});
