import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { document } from './document';
import { instant } from './instant';
import { workspaceId } from './workspace-id';

export const dashboards = pgTable(
  'dashboards',
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
  },
  (table) => [index('dashboards_workspace').on(table.workspaceId, table.updatedAt)],
);

export const dashboardVersions = pgTable(
  'dashboard_versions',
  {
    dashboardId: text('dashboard_id')
      .notNull()
      .references(() => dashboards.id, { onDelete: 'cascade' }),
    workspaceId: workspaceId(),
    version: integer('version').notNull(),
    doc: document<unknown>('doc').notNull(),
    savedBy: text('saved_by').notNull(),
    savedAt: instant('saved_at').notNull(),
    note: text('note'),
  },
  (table) => [primaryKey({ columns: [table.dashboardId, table.version] })],
);
