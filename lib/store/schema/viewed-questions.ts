import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './instant';
import { workspaceId } from './workspace-id';

/** Questions of pages that people look at, to be asked after a restart before they come back. */
export const viewedQuestions = pgTable(
  'viewed_questions',
  {
    workspaceId: workspaceId(),
    key: text('key').notNull(),
    spec: jsonb('spec').notNull(),
    viewedAt: instant('viewed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.key] }),
    index('viewed_questions_viewed_at').on(table.viewedAt),
  ],
);
