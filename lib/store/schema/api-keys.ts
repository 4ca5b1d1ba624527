import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { roles, scopes } from '@/lib/model/actor';
import { instant } from './instant';
import { workspaceId } from './workspace-id';

export const apiKeys = pgTable(
  'api_keys',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    name: text('name').notNull(),
    hash: text('hash').notNull().unique(),
    prefix: text('prefix').notNull(),
    scopes: text('scopes', { enum: scopes }).array().notNull(),
    role: text('role', { enum: roles }),
    /** Without a foreign key: an ended key goes on saying whose it was. */
    serviceAccountId: text('service_account_id'),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('api_keys_workspace').on(table.workspaceId, table.createdAt)],
);
