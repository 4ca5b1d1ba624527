import { bigint, index, pgTable, text } from 'drizzle-orm/pg-core';
import { importStates, type BadRow, type ImportMapping } from '@/lib/model/import-job';
import { document } from './document';
import { instant } from './instant';
import { workspaceId } from './workspace-id';

const amount = (name: string) => bigint(name, { mode: 'number' });

export const imports = pgTable(
  'imports',
  {
    id: text('id').primaryKey(),
    workspaceId: workspaceId(),
    fileName: text('file_name').notNull(),
    fileBytes: amount('file_bytes').notNull(),
    state: text('state', { enum: importStates }).notNull(),
    mapping: document<ImportMapping>('mapping'),
    position: amount('position').notNull(),
    positionTotal: amount('position_total').notNull(),
    rowsLoaded: amount('rows_loaded').notNull(),
    rowsBad: amount('rows_bad').notNull(),
    badRows: document<BadRow[]>('bad_rows').notNull(),
    error: text('error'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    index('imports_workspace').on(table.workspaceId, table.createdAt),
    index('imports_state').on(table.state),
  ],
);
