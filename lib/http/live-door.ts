import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { toAppError } from '@/lib/errors/app-error';
import { actorIdOf } from '@/lib/model/actor-id';
import { parseSpec } from '@/lib/query/parse-spec';
import { specKey } from '@/lib/query/spec-key';
import { route, type Door } from './route';
import { sseResponse, type StreamWatch } from './sse';
import { readWatchRequests, type RawWatch } from './watch-requests';

/**
 * `GET /api/live?watch=…`: the answers to some questions, kept up to date as server-sent events. A question that cannot be
 * asked gets a `failed` frame; the others are live. To watch something else, open another stream and close this one.
 */
export const liveDoor: Door = route({
  access: 'actor',
  run: (ctx, { request, url }) => {
    authorize(ctx, 'query:run');
    const { workspaceId } = ctx.actor;
    const lastEventId = request.headers.get('last-event-id') ?? undefined;
    const watches = readWatchRequests(url.searchParams.get('watch')).map((raw) => watchOf(ctx, raw, lastEventId));
    const owner = { workspaceId, actorId: actorIdOf(ctx.actor) };
    return Promise.resolve(sseResponse(ctx.live, { owner, watches, signal: request.signal }));
  },
});

function watchOf(ctx: Context, raw: RawWatch, lastEventId: string | undefined): StreamWatch {
  // The browser repeats the URL as it was when it reconnects by itself; how far it has come since is in the header.
  const held = { since: lastEventId ?? raw.since, asOf: raw.asOf };
  const { workspaceId } = ctx.actor;
  try {
    const spec = parseSpec(raw.spec);
    return { id: raw.id, held, question: { workspaceId, key: specKey(workspaceId, spec), spec } };
  } catch (error) {
    return { id: raw.id, error: toAppError(error) };
  }
}
