import type { Context } from '@/lib/context';
import { endSilence } from '@/lib/notify/verbs/end-silence';
import { noSuchSilence, parseSilenceId } from './parse-silence';
import { orMissing } from './post-silence';

/** DELETE /api/v2/silence/:id ends it now; one that is over stays so. Throws AmError 500 for an unknown one, as Alertmanager. */
export function expireSilence(ctx: Context, id: string): Promise<void> {
  return orMissing(endSilence(ctx, { id: parseSilenceId(id) }), noSuchSilence(500));
}
