import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { ImportJob } from '@/lib/model/import-job';
import { findImport } from './find-import';

/** One import with its progress and its bad rows. Throws `not_found`. */
export async function getImport(ctx: Context, input: { id: string }): Promise<ImportJob> {
  authorize(ctx, 'imports:read');
  return findImport(ctx, input.id);
}
