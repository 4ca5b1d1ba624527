import { sql } from 'drizzle-orm';
import {
  bigserial,
  boolean,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import type { Answer } from '@/lib/model/answer';
import { incidentStatuses, timelineKinds, type Evidence } from '@/lib/model/incident';
import { units } from '@/lib/model/panel';
import type { QuerySpec } from '@/lib/model/query-spec';
import { severities } from '@/lib/model/severity';
import { document } from './document';
import { instant } from './instant';
import { workspaceId } from './workspace-id';

export const incidents = pgTable(
  'incidents',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    number: integer('number').notNull(),
    title: text('title').notNull(),
    status: text('status', { enum: incidentStatuses }).notNull(),
    severity: text('severity', { enum: severities }).notNull(),
    isSeverityByHand: boolean('is_severity_by_hand').notNull(),
    ownerId: text('owner_id'),
    openedAt: instant('opened_at').notNull(),
    acknowledgedAt: instant('acknowledged_at'),
    mitigatedAt: instant('mitigated_at'),
    resolvedAt: instant('resolved_at'),
    mergedInto: text('merged_into'),
    snoozedUntil: instant('snoozed_until'),
    isCorroborated: boolean('is_corroborated').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    unique('incidents_number').on(table.workspaceId, table.number),
    index('incidents_opened').on(table.workspaceId, table.openedAt),
    index('incidents_updated').on(table.updatedAt),
    index('incidents_snoozed')
      .on(table.snoozedUntil)
      .where(sql`${table.snoozedUntil} is not null`),
  ],
);

const incidentId = () =>
  text('incident_id')
    .notNull()
    .references(() => incidents.id, { onDelete: 'cascade' });

export const alerts = pgTable(
  'alerts',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    /** Without a foreign key: what a rule told outlives the rule. */
    ruleId: text('rule_id'),
    seriesKey: text('series_key').notNull(),
    labels: document<Record<string, string>>('labels').notNull(),
    annotations: document<Record<string, string>>('annotations').notNull(),
    fingerprint: text('fingerprint').notNull(),
    severity: text('severity', { enum: severities }).notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at'),
    expiresAt: instant('expires_at'),
    generatorUrl: text('generator_url'),
    value: doublePrecision('value'),
    because: text('because').notNull(),
    incidentId: incidentId(),
    attachedBecause: document<string[]>('attached_because').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    index('alerts_incident').on(table.incidentId),
    index('alerts_started').on(table.workspaceId, table.startsAt),
    index('alerts_fingerprint').on(table.workspaceId, table.fingerprint),
    index('alerts_rule').on(table.ruleId, table.startsAt),
    index('alerts_expires').on(table.expiresAt),
  ],
);

export const incidentTimeline = pgTable(
  'incident_timeline',
  {
    id: text('id').primaryKey(),
    incidentId: incidentId(),
    workspaceId: workspaceId(),
    at: instant('at').notNull(),
    /** Steps of one moment keep the order in which they were written. */
    order: bigserial('order', { mode: 'number' }).notNull(),
    kind: text('kind', { enum: timelineKinds }).notNull(),
    by: text('by'),
    alertId: text('alert_id'),
    text: text('text').notNull(),
    value: doublePrecision('value'),
    severity: text('severity', { enum: severities }),
  },
  (table) => [index('incident_timeline_incident').on(table.incidentId, table.at)],
);

export const evidence = pgTable(
  'evidence',
  {
    alertId: text('alert_id').notNull(),
    incidentId: incidentId(),
    workspaceId: workspaceId(),
    ruleId: text('rule_id'),
    title: text('title').notNull(),
    at: instant('at').notNull(),
    spec: document<QuerySpec>('spec').notNull(),
    answer: document<Answer>('answer').notNull(),
    unit: text('unit', { enum: units }).notNull(),
    lines: document<Evidence['lines']>('lines').notNull(),
  },
  (table) => [primaryKey({ columns: [table.alertId] }), index('evidence_incident').on(table.incidentId)],
);
