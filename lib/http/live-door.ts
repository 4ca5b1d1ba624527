import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { listChangedIncidents } from '@/lib/incidents/verbs/list-changed-incidents';
import type { IncidentSummary } from '@/lib/model/incident';
import { embedLiveDoor } from './embed/embed-live';
import { route, type Door } from './route';
import { sseResponse } from './sse';
import { timeParam } from './time-param';
import { streamOwnerOf, watchOf } from './stream-watch';
import { readWatchRequests } from './watch-requests';

/**
 * `GET /api/live?watch=…`: the answers to some questions, kept up to date as server-sent events. A question that cannot be
 * asked gets a `failed` frame; the others are live. To watch something else, open another stream and close this one. With
 * `incidents=<time>` it tells first which incidents changed since then.
 */
const memberDoor: Door = route({
  access: 'actor',
  run: (ctx, { request, url }) => {
    authorize(ctx, 'query:run');
    const { workspaceId } = ctx.actor;
    const lastEventId = request.headers.get('last-event-id') ?? undefined;
    // The browser repeats the URL as it was when it reconnects by itself; how far it has come since is in the header.
    const watches = readWatchRequests(url.searchParams.get('watch')).map((raw) =>
      watchOf(workspaceId, { ...raw, since: lastEventId ?? raw.since }),
    );
    const missed = missedBy(ctx, url.searchParams.get('incidents'));
    const owner = streamOwnerOf(ctx.actor);
    ctx.metrics.live.opened.inc({ transport: 'sse' });
    return Promise.resolve(sseResponse(ctx.live, { owner, watches, signal: request.signal, missed }));
  },
});

/** With `grant=…` it is the stream of an embed, which says itself what it watches. */
export const liveDoor: Door = (request, next) =>
  /[?&]grant=/.test(request.url) ? embedLiveDoor(request, next) : memberDoor(request, next);

/** A page that knows the incidents of a moment need not ask for them again: what changed since comes with its stream. */
function missedBy(ctx: Context, since: string | null): Promise<IncidentSummary[]> | undefined {
  if (since === null) return undefined;
  const parsed = timeParam.safeParse(since);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ message }) => ({ path: 'incidents', reason: message }));
    throw new AppError('invalid_input', 'incidents must be a time.', { fields });
  }
  return listChangedIncidents(ctx, { since: parsed.data }).catch((err: unknown) => {
    // The charts of the stream go on without; the page keeps the incidents it knows.
    ctx.log.warn({ err, requestId: ctx.requestId }, 'incidents that changed could not be told');
    return [];
  });
}
