import { authenticateKey } from '@/lib/auth/authenticate-key';
import type { Services } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import type { Actor } from '@/lib/model/actor';
import { sameOrigin } from './origin';
import { sessionOf } from './session-of';
import { chooseMembership } from './workspace-choice';

/** A decoded session is believed this long, so that a page with eight panels decodes its cookie once. */
const memoMs = 3_000;
const memoSize = 2_000;
type Memo = { actor: Actor; until: number };
const memo = new Map<string, Memo>();

/** Who sends this request: the holder of an API key, or a signed-in user in the workspace the request names. */
export async function actorOf(services: Services, request: Request): Promise<Actor> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) return await authenticateKey(services, authorization);
  if (!sameOrigin(request)) throw new AppError('forbidden', 'Requests from other sites need an API key.');
  return await sessionActor(services, request);
}

async function sessionActor(services: Services, request: Request): Promise<Actor> {
  const cookie = request.headers.get('cookie') ?? '';
  const wanted = request.headers.get('x-sightglass-workspace') ?? workspaceParam(request.url);
  const memoKey = `${wanted ?? ''} ${cookie}`;
  const now = services.clock.now();
  // Before what is remembered, so that who is signed out is out at once.
  const session = await sessionOf(request.headers);
  if (session === null) throw nobody();
  const known = memo.get(memoKey);
  if (known && known.until > now) return known.actor;

  const user = await services.store.users.find(session.userId);
  if (!user) throw nobody();
  const memberships = await services.store.workspaces.listOfUser(user.id);
  const { workspace, role } = chooseMembership(memberships, wanted, cookie);
  const actor: Actor = {
    kind: 'user',
    userId: user.id,
    email: user.email,
    workspaceId: workspace.id,
    role,
    sessionId: session.sessionId,
  };
  if (memo.size >= memoSize) memo.clear();
  memo.set(memoKey, { actor, until: now + memoMs });
  return actor;
}

const nobody = () => new AppError('unauthenticated', 'Sign in, or send an API key as "Authorization: Bearer …".');

function workspaceParam(url: string): string | null {
  const start = url.indexOf('?');
  return start < 0 ? null : new URLSearchParams(url.slice(start)).get('workspace');
}
