import { pgTable, text, unique } from 'drizzle-orm/pg-core';
import { document } from './document';
import { workspaces } from './workspaces';

export const settings = pgTable(
  'settings',
  {
    workspaceId: text('workspace_id').references(() => workspaces.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    value: document<unknown>('value'),
  },
  // Portal-wide settings have no workspace, and there must be one of each of them, too.
  (table) => [unique('settings_scope_key').on(table.workspaceId, table.key).nullsNotDistinct()],
);
