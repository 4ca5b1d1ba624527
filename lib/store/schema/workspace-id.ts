import { text } from 'drizzle-orm/pg-core';
import { workspaces } from './workspaces';

/** The workspace that a row belongs to, and goes with. */
export const workspaceId = () =>
  text('workspace_id')
    .notNull()
    .references(() => workspaces.id, { onDelete: 'cascade' });
