import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { document } from './document';
import { instant } from './instant';
import { workspaceId } from './workspace-id';

export const charts = pgTable(
  'charts',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    doc: document<unknown>('doc').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    deletedAt: instant('deleted_at'),
  },
  (table) => [index('charts_workspace').on(table.workspaceId, table.updatedAt)],
);
