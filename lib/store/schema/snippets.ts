import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './instant';
import { workspaceId } from './workspace-id';

export const snippets = pgTable(
  'snippets',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    name: text('name').notNull(),
    sql: text('sql').notNull(),
    createdBy: text('created_by').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [index('snippets_workspace').on(table.workspaceId)],
);
