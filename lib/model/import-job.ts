import { z } from 'zod';

export const importFormats = ['csv', 'ndjson', 'parquet', 'access-log'] as const;
export type ImportFormat = (typeof importFormats)[number];

export const columnTargets = ['name', 'timestamp', 'id', 'user', 'session', 'value', 'property', 'skip'] as const;
/** What becomes of one column of the file. `property` keeps it under `as`, or under the column's own name. */
export const columnMappingSchema = z.strictObject({
  column: z.string().min(1).max(200),
  to: z.enum(columnTargets),
  as: z.string().min(1).max(200).optional(),
  type: z.enum(['text', 'number', 'boolean', 'time']).optional(),
});
export type ColumnMapping = z.infer<typeof columnMappingSchema>;

export const importMappingSchema = z.strictObject({
  format: z.enum(importFormats),
  /** The event name when no column is mapped to `name`. */
  eventName: z.string().min(1).max(200),
  columns: z.array(columnMappingSchema).max(500),
  /** IANA zone for timestamps that carry none. */
  timezone: z.string().default('UTC'),
});
export type ImportMapping = z.infer<typeof importMappingSchema>;

export const importStates = ['uploading', 'mapping', 'running', 'done', 'failed', 'cancelled'] as const;
export type BadRow = { line: number; reason: string; sample: string };

export type ImportJob = {
  id: string;
  workspaceId: string;
  fileName: string;
  fileBytes: number;
  state: (typeof importStates)[number];
  mapping: ImportMapping | null;
  /** Where to go on after a stop: bytes for text formats, rows for Parquet. */
  position: number;
  positionTotal: number;
  rowsLoaded: number;
  rowsBad: number;
  /** The first 100 bad rows. */
  badRows: BadRow[];
  error: string | null;
  createdAt: number;
  updatedAt: number;
};
