import { bigserial, boolean, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import type { ChannelSettings } from '@/lib/model/channel';
import type { Matcher } from '@/lib/model/matcher';
import { deliveryStatuses, type Notification } from '@/lib/model/notification';
import { severities } from '@/lib/model/severity';
import { document } from './document';
import { alerts, incidents } from './incidents';
import { instant } from './instant';
import { workspaceId } from './workspace-id';

export const silences = pgTable(
  'silences',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    matchers: document<Matcher[]>('matchers').notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    createdBy: text('created_by').notNull(),
    comment: text('comment').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [index('silences_workspace').on(table.workspaceId, table.endsAt)],
);

export const channels = pgTable(
  'channels',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    name: text('name').notNull(),
    isEnabled: boolean('is_enabled').notNull(),
    settings: document<ChannelSettings>('settings').notNull(),
    /** Encrypted; null without any. */
    secrets: text('secrets'),
    secretNames: text('secret_names').array().notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [unique('channels_name').on(table.workspaceId, table.name)],
);

export const notificationGroups = pgTable(
  'notification_groups',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    policy: text('policy').notNull(),
    key: text('key').notNull(),
    labels: document<Record<string, string>>('labels').notNull(),
    /** Of groups per incident. */
    incidentId: text('incident_id').references(() => incidents.id, { onDelete: 'cascade' }),
    openedAt: instant('opened_at').notNull(),
    /** When it is looked at next; null when all is told and over. */
    dueAt: instant('due_at'),
    notifiedAt: instant('notified_at'),
    /** Steps of its policy that were told. */
    steps: integer('steps').notNull(),
    /** When the next of them is told unless somebody acknowledges. */
    nextStepAt: instant('next_step_at'),
    /** Why it was held back when last looked at. */
    heldBack: document<string[]>('held_back').notNull(),
    /** Per channel, what it calls the message that later ones answer to. */
    threads: document<Record<string, string>>('threads').notNull(),
    leaseToken: text('lease_token'),
    leaseUntil: instant('lease_until'),
  },
  (table) => [
    unique('notification_groups_key').on(table.workspaceId, table.policy, table.key),
    index('notification_groups_due').on(table.dueAt),
    index('notification_groups_incident').on(table.incidentId),
  ],
);

export const notificationMembers = pgTable(
  'notification_members',
  {
    groupId: text('group_id')
      .notNull()
      .references(() => notificationGroups.id, { onDelete: 'cascade' }),
    alertId: text('alert_id')
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    told: text('told', { enum: ['firing', 'resolved'] }),
    /** The highest severity as which it was told. */
    toldSeverity: text('told_severity', { enum: severities }),
  },
  (table) => [
    primaryKey({ columns: [table.groupId, table.alertId] }),
    index('notification_members_alert').on(table.alertId),
  ],
);

export const deliveries = pgTable(
  'deliveries',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    channelId: text('channel_id').notNull(),
    groupId: text('group_id'),
    incidentId: text('incident_id'),
    idempotencyKey: text('idempotency_key').notNull().unique(),
    message: document<Notification>('message').notNull(),
    status: text('status', { enum: deliveryStatuses }).notNull(),
    attempts: integer('attempts').notNull(),
    nextAttemptAt: instant('next_attempt_at').notNull(),
    lastError: text('last_error'),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
    /** Messages of one group to one channel are sent in this order. */
    order: bigserial('order', { mode: 'number' }).notNull(),
    leaseToken: text('lease_token'),
    leaseUntil: instant('lease_until'),
  },
  (table) => [
    index('deliveries_queue').on(table.status, table.nextAttemptAt),
    index('deliveries_workspace').on(table.workspaceId, table.createdAt),
    index('deliveries_incident').on(table.incidentId),
    index('deliveries_group').on(table.groupId, table.channelId),
  ],
);
