import { boolean, index, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { embedKinds, keyAlgorithms } from '@/lib/model/embed';
import { document } from './document';
import { instant } from './instant';
import { workspaceId } from './workspace-id';

export const embeds = pgTable(
  'embeds',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    kind: text('kind', { enum: embedKinds }).notNull(),
    resourceId: text('resource_id').notNull(),
    name: text('name').notNull(),
    settings: document<unknown>('settings').notNull(),
    isEnabled: boolean('is_enabled').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedBy: text('updated_by').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [unique('embeds_resource').on(table.workspaceId, table.kind, table.resourceId)],
);

/** `sealed`: the secret of HS256, encrypted; of EdDSA only the public key is here, as PEM. */
export const embedKeys = pgTable(
  'embed_keys',
  {
    kid: text('kid').primaryKey(),
    workspaceId: workspaceId(),
    embedId: text('embed_id').references(() => embeds.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    algorithm: text('algorithm', { enum: keyAlgorithms }).notNull(),
    sealed: text('sealed'),
    publicKey: text('public_key'),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [index('embed_keys_workspace').on(table.workspaceId, table.createdAt)],
);

export const embedShares = pgTable(
  'embed_shares',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    embedId: text('embed_id')
      .notNull()
      .references(() => embeds.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    hash: text('hash').notNull().unique(),
    passwordHash: text('password_hash'),
    parameters: document<unknown>('parameters').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [index('embed_shares_embed').on(table.workspaceId, table.embedId)],
);
