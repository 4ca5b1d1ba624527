import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { roles } from '@/lib/model/actor';
import { workspaceKinds } from '@/lib/model/workspace';
import { instant } from './instant';
import { users } from './users';

export const workspaces = pgTable('workspaces', {
  id: text('id').primaryKey(),
  slug: text('slug').notNull().unique(),
  name: text('name').notNull(),
  kind: text('kind', { enum: workspaceKinds }).notNull(),
  timezone: text('timezone').notNull(),
  /** Null keeps events for ever. */
  retentionDays: integer('retention_days'),
  createdAt: instant('created_at').notNull(),
});

export const members = pgTable(
  'members',
  {
    workspaceId: text('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role', { enum: roles }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.userId] }), index('members_user').on(table.userId)],
);
