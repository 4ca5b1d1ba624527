import { bigint, index, pgTable, text } from 'drizzle-orm/pg-core';
import { serviceRoles } from '@/lib/model/access';
import { roles } from '@/lib/model/actor';
import type { DoomedEvents } from '../access-ports';
import { document } from './document';
import { instant } from './instant';
import { workspaceId } from './workspace-id';

export const invitations = pgTable(
  'invitations',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    email: text('email').notNull(),
    role: text('role', { enum: roles }).notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('invitations_workspace').on(table.workspaceId, table.createdAt)],
);

export const serviceAccounts = pgTable(
  'service_accounts',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    name: text('name').notNull(),
    role: text('role', { enum: serviceRoles }).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [index('service_accounts_workspace').on(table.workspaceId, table.name)],
);

export const personDeletions = pgTable(
  'person_deletions',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    userId: text('user_id'),
    state: text('state', { enum: ['waiting', 'working', 'done'] }).notNull(),
    doomed: document<DoomedEvents[]>('doomed').notNull(),
    events: bigint('events', { mode: 'number' }).notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedAt: instant('requested_at').notNull(),
    finishedAt: instant('finished_at'),
    fault: text('fault'),
  },
  (table) => [index('person_deletions_workspace').on(table.workspaceId, table.requestedAt)],
);
