import { describeResource } from '@/lib/embed/verbs/describe-resource';
import { getEmbed } from '@/lib/embed/verbs/get-embed';
import { listEmbedKeys } from '@/lib/embed/verbs/list-embed-keys';
import { listShares } from '@/lib/embed/verbs/list-shares';
import { isAppError } from '@/lib/errors/app-error';
import type { PageContext } from '@/lib/http/page-context';

/** An embed with its keys and links, and what it embeds; null when there is none or it may not be seen. */
export async function loadEmbed(ctx: PageContext, id: string) {
  try {
    const embed = await getEmbed(ctx, { id });
    const [keys, shares, resource] = await Promise.all([
      listEmbedKeys(ctx),
      listShares(ctx, { embedId: id }),
      describeResource(ctx, embed).catch(unlessMissing),
    ]);
    return { embed, shares, resource, keys: keys.filter(({ embedId }) => embedId === null || embedId === id) };
  } catch (error) {
    if (isAppError(error) && (error.code === 'not_found' || error.code === 'forbidden')) return null;
    throw error;
  }
}

/** The chart may be deleted while its embed is still there to be ended. */
function unlessMissing(error: unknown): null {
  if (isAppError(error) && error.code === 'not_found') return null;
  throw error;
}
