import { authorize } from '@/lib/auth/permissions';
import { actorIdOf } from '@/lib/model/actor-id';
import { route, type Door } from './route';
import { sseResponse } from './sse';
import { watchOf } from './stream-watch';
import { readWatchRequests } from './watch-requests';

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
    // The browser repeats the URL as it was when it reconnects by itself; how far it has come since is in the header.
    const watches = readWatchRequests(url.searchParams.get('watch')).map((raw) =>
      watchOf(workspaceId, { ...raw, since: lastEventId ?? raw.since }),
    );
    const owner = { workspaceId, actorId: actorIdOf(ctx.actor) };
    ctx.metrics.live.opened.inc({ transport: 'sse' });
    return Promise.resolve(sseResponse(ctx.live, { owner, watches, signal: request.signal }));
  },
});
