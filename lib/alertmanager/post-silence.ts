import type { Context } from '@/lib/context';
import { isAppError } from '@/lib/errors/app-error';
import { createSilence } from '@/lib/notify/verbs/create-silence';
import { updateSilence } from '@/lib/notify/verbs/update-silence';
import type { AmError } from './am-error';
import { parseBody } from './parse-body';
import { noSuchSilence, parseSilence, parseSilenceId } from './parse-silence';

/** POST /api/v2/silences: makes a silence, or changes the one whose id is given. Throws AmError. */
export async function postSilence(
  ctx: Context,
  { contentType, text }: { contentType: string | null; text: string },
): Promise<{ silenceID: string }> {
  const posted = parseSilence(parseBody(contentType, text, 'silence'), ctx.clock.now());
  const { id, createdBy, ...silence } = posted;
  const made =
    id === null
      ? await createSilence(ctx, { silence, createdBy })
      : await orMissing(updateSilence(ctx, { id: parseSilenceId(id), silence, createdBy }), noSuchSilence(404));
  return { silenceID: made.id };
}

/** What a verb answers, with Alertmanager's own refusal in place of `not_found`. */
export async function orMissing<T>(verb: Promise<T>, missing: AmError): Promise<T> {
  try {
    return await verb;
  } catch (error) {
    throw isAppError(error) && error.code === 'not_found' ? missing : error;
  }
}
