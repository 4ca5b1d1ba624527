import { listBackups } from '@/lib/backup/verbs/list-backups';
import { startBackup, startBackupInput } from '@/lib/backup/verbs/start-backup';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

export const GET = route({ access: 'actor', run: (ctx) => listBackups(ctx) });

/** Begins a backup; GET says how it goes. */
export const POST = route({
  access: 'actor',
  body: startBackupInput,
  run: async (ctx, { body }) => json(await startBackup(ctx, body), 202),
});
