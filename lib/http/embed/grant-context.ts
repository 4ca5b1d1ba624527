import type { Context, Services } from '@/lib/context';
import { rangeParams } from '@/lib/dashboards/board/board-view';
import { findOpener } from '@/lib/embed/access/find-opener';
import { openEmbed } from '@/lib/embed/access/open-embed';
import { AppError } from '@/lib/errors/app-error';
import { invalidInput } from '@/lib/model/check-input';
import { rangeSchema } from '@/lib/model/query-range';

/** Whether an address brings its own access. */
export const isGranted = ({ searchParams }: URL): boolean => searchParams.has('token') || searchParams.has('share');

type Asking = { request: Request; url: URL; id: string; requestId: string };

/**
 * The context of somebody who brings a token or a link for a chart. Throws AppError unauthenticated, forbidden and invalid_input
 * as the page of the embed does; a link with a password opens only the page, where it can be typed.
 */
export async function grantContext(services: Services, { request, url, id, requestId }: Asking): Promise<Context> {
  const search = withEnds(url.searchParams);
  const visit = { kind: 'chart', resourceId: id, search, session: () => Promise.resolve(null) } as const;
  const opened = await openEmbed(services, visit, await findOpener(services, visit));
  if ('isLocked' in opened)
    throw new AppError('unauthenticated', 'This link has a password, which only its page can ask for.');
  const { workspaceId, grant } = opened;
  return {
    ...services,
    actor: { kind: 'embed', workspaceId, grant },
    requestId,
    get signal() {
      return request.signal;
    },
  };
}

/** `range=7d` as the two ends in which embeds know it. */
function withEnds(params: URLSearchParams): URLSearchParams {
  const last = params.get('range');
  if (last === null || last === '') return params;
  const parsed = rangeSchema.safeParse({ last });
  if (!parsed.success || params.has('from') || params.has('to')) {
    const reason = parsed.success ? 'Give either range or from and to.' : 'Use a form like 15m, 24h, 7d or today.';
    throw invalidInput([{ path: 'range', reason }]);
  }
  const ends = new URLSearchParams(params);
  for (const [name, value] of rangeParams(parsed.data)) ends.set(name, value);
  return ends;
}
