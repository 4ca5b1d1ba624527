import { z } from 'zod';

/** The form of archives that this version writes, and the only one that it reads. */
export const backupFormat = 1;

const count = z.number().int().min(0);
const entrySchema = z.strictObject({
  name: z.string().min(1).max(200),
  bytes: count,
  /** Of the entry as it lies in the archive, hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Lines, once it is unpacked; 0 for files. */
  rows: count,
});
export type BackupEntry = z.infer<typeof entrySchema>;

/** The last entry of an archive: what is in it, and how to tell that all of it is whole. */
export const backupManifestSchema = z.strictObject({
  format: z.literal(backupFormat, `needs the archive's format to be ${backupFormat}`),
  /** Names the archive in the tokens of its inserts, so that a repeated restore inserts nothing twice. */
  id: z.string().min(1).max(60),
  /** Of the portal that made it. */
  version: z.string(),
  createdAt: count,
  hasSecrets: z.boolean(),
  store: z.strictObject({
    /** Migrations that its tables have seen. */
    migrations: count,
    tables: z.array(z.strictObject({ name: z.string(), columns: z.array(z.string()), rows: count })),
  }),
  engine: z.strictObject({ tables: z.array(z.strictObject({ name: z.string(), rows: count })) }),
  /** By name; those of kind `sample` have no events in the archive, for the portal makes them anew. */
  workspaces: z.array(z.strictObject({ id: z.string(), slug: z.string(), kind: z.string() })),
  entries: z.array(entrySchema),
});
export type BackupManifest = z.infer<typeof backupManifestSchema>;

export type BackupPhase = 'waiting' | 'store' | 'events' | 'done' | 'failed';

/** How a backup stands. `rowsTotal` is known once the events are being written. */
export type BackupProgress = {
  name: string;
  startedAt: number;
  phase: BackupPhase;
  rows: number;
  rowsTotal: number | null;
  bytes: number;
  /** What it waits for, or why it failed. */
  message: string | null;
};

export type BackupFile = { name: string; bytes: number; createdAt: number };

export type BackupList = {
  /** The one that is being made, or the last one that was, since the portal started. */
  current: BackupProgress | null;
  /** Newest first. */
  backups: BackupFile[];
  folder: string;
};

export const isUnderWay = (progress: BackupProgress | null): boolean =>
  progress !== null && progress.phase !== 'done' && progress.phase !== 'failed';
