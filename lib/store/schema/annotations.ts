import { index, pgTable, text } from 'drizzle-orm/pg-core';
import { dashboards } from './dashboards';
import { instant } from './instant';
import { workspaceId } from './workspace-id';

export const annotations = pgTable(
  'annotations',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    dashboardId: text('dashboard_id').references(() => dashboards.id, { onDelete: 'cascade' }),
    at: instant('at').notNull(),
    until: instant('until'),
    text: text('text').notNull(),
    tags: text('tags').array().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    index('annotations_workspace').on(table.workspaceId, table.at),
    index('annotations_dashboard').on(table.dashboardId),
  ],
);
