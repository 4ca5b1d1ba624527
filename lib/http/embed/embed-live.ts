import { authorize } from '@/lib/auth/permissions';
import { stillGranted } from '@/lib/embed/access/still-granted';
import { loadView } from '@/lib/embed/load-view';
import { refusal } from '@/lib/embed/refusal';
import { shownFrame } from '@/lib/embed/shown-frame';
import { watchesOf } from '@/lib/embed/watches';
import type { Services } from '@/lib/context';
import type { LiveHub } from '@/lib/live/hub';
import type { EmbedGrant } from '@/lib/model/embed-grant';
import { route, type Door } from '@/lib/http/route';
import { sseResponse } from '@/lib/http/sse';

/**
 * `GET /api/live?grant=…`: the stream of an embed's page. The grant says what may be watched and the portal works out the
 * questions from it, so there is no way to ask another one. It ends with what opened the embed, within seconds.
 */
export const embedLiveDoor: Door = route({
  access: 'public',
  run: async (services, { request, url }) => {
    const { workspaceId, grant } = await services.embeds.grants.open(
      url.searchParams.get('grant') ?? '',
      services.clock.now(),
    );
    authorize({ actor: { kind: 'embed', workspaceId, grant } }, 'embed:view');
    const fault = await stillGranted(services, { workspaceId, grant });
    if (fault !== null) throw refusal(fault);
    const { lookUp } = services.embeds;
    const embed = await lookUp.embedOf(workspaceId, grant);
    const view = await loadView(services, { workspaceId, embed, grant });
    const since = request.headers.get('last-event-id') ?? undefined;
    const watches = watchesOf(workspaceId, view).map((watch) => ({ ...watch, held: { since } }));
    const signal = endedWithGrant(services, { workspaceId, grant, signal: request.signal });
    services.metrics.live.opened.inc({ transport: 'sse' });
    // Counted apart from the members' streams, and not one of the workspace's, which hear of incidents.
    const owner = { workspaceId: `embed ${workspaceId}`, actorId: `${grant.kind} ${grant.resourceId}` };
    return sseResponse(forViewers(services.live), { owner, watches, signal });
  },
});

/** The hub as viewers of embeds see it. */
const forViewers = (live: LiveHub): LiveHub => ({
  ...live,
  subscribe: (viewer, owner) =>
    live.subscribe({ ...viewer, send: (frame) => frame.type === 'incident' || viewer.send(shownFrame(frame)) }, owner),
});

type Watching = { workspaceId: string; grant: EmbedGrant; signal: AbortSignal };

function endedWithGrant(services: Services, { workspaceId, grant, signal }: Watching): AbortSignal {
  const ending = new AbortController();
  const { opener, kind, resourceId } = grant;
  const remove = services.embeds.streams.add({
    key: JSON.stringify([workspaceId, kind, resourceId, opener]),
    expiresAt: grant.expiresAt,
    check: () => stillGranted(services, { workspaceId, grant }),
    end: () => ending.abort(),
  });
  signal.addEventListener('abort', () => ending.abort(), { once: true });
  ending.signal.addEventListener('abort', remove, { once: true });
  if (signal.aborted) ending.abort();
  return ending.signal;
}
