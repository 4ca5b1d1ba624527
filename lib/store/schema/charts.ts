import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { document } from './document';
import { instant } from './instant';
import { workspaces } from './workspaces';

export const charts = pgTable(
  'charts',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    doc: document<unknown>('doc').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    deletedAt: instant('deleted_at'),
  },
  (table) => [index('charts_workspace').on(table.workspaceId, table.updatedAt)],
);
