import { index, pgTable, text } from 'drizzle-orm/pg-core';
import type { Actor } from '@/lib/model/actor';
import { document } from './document';
import { instant } from './instant';

/** Without a foreign key on purpose: what happened in a workspace outlives the workspace. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id').notNull(),
    actor: text('actor').$type<Actor['kind']>().notNull(),
    actorId: text('actor_id').notNull(),
    action: text('action').notNull(),
    target: text('target').notNull(),
    before: document<unknown>('before'),
    after: document<unknown>('after'),
    at: instant('at').notNull(),
  },
  (table) => [index('audit_log_workspace').on(table.workspaceId, table.at)],
);
