import { AppError, toAppError, errorTable } from '@/lib/errors/app-error';
import type { Context, Services } from '@/lib/context';
import { runtime, type Runtime } from '@/lib/runtime/runtime';
import type { z } from 'zod';
import { actorOf } from './actor';
import { readJson } from './body';
import type { RateKind } from './request-rate';
import { json, problem } from './respond';
import { routeOf } from './route-of';
import { takeRequest } from './take-request';

/** A door: what Next's route files export and what the server mounts in front of Next, from the same definition. */
export type Door = (request: Request, next?: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** What a door's handler gets besides its context. */
export type Visit<Body> = {
  request: Request;
  url: URL;
  params: Record<string, string>;
  /** The parsed body, when the door has a `body` schema. */
  body: Body;
};

type Shared<Body> = { body?: z.ZodType<Body>; maxBodyBytes?: number };
type ActorRoute<Body> = Shared<Body> & {
  access: 'actor';
  /** The limit that a request counts for; none by default. */
  rate?: RateKind;
  run: (ctx: Context, visit: Visit<Body>) => Promise<unknown>;
};
type PublicRoute<Body> = Shared<Body> & {
  access: 'public';
  run: (services: Services, visit: Visit<Body>) => Promise<unknown>;
};

/**
 * Builds a door. `access: 'actor'` needs a session or an API key and gives the handler a Context; what that actor may do
 * is decided in the verb. `access: 'public'` gives the services only. A handler returns a Response or a value to send as
 * JSON; whatever it throws becomes problem+json.
 */
export function route<Body = undefined>(definition: ActorRoute<Body> | PublicRoute<Body>): Door {
  return async (request, next) => {
    const requestId = requestIdOf(request);
    try {
      const portal = await runtime();
      const result =
        definition.access === 'actor'
          ? await runAsActor(definition, { portal, request, requestId, next })
          : await definition.run(portal.services, await visitOf(definition, request, next));
      return result instanceof Response ? result : json(result ?? null);
    } catch (thrown) {
      return await failure(thrown, request, requestId);
    }
  };
}

type Asked = { portal: Runtime; request: Request; requestId: string; next: Parameters<Door>[1] };

/** Who asks is known before their body is read. */
async function runAsActor<Body>(definition: ActorRoute<Body>, { portal, request, requestId, next }: Asked) {
  const ctx = await contextOf(portal.services, request, requestId);
  if (definition.rate !== undefined) takeRequest(portal, definition.rate, ctx.actor);
  return await definition.run(ctx, await visitOf(definition, request, next));
}

/** What a verb gets to see of a request. Throws AppError unauthenticated or forbidden. */
export async function contextOf(services: Services, request: Request, requestId: string): Promise<Context> {
  const actor = await actorOf(services, request);
  return {
    ...services,
    actor,
    requestId,
    // Made only for those who look: an abort controller is costly on a path that answers in a fraction of a millisecond.
    get signal() {
      return request.signal;
    },
  };
}

async function visitOf<Body>(
  definition: Shared<Body>,
  request: Request,
  next: Parameters<Door>[1],
): Promise<Visit<Body>> {
  const body = definition.body
    ? await readJson(request, definition.body, definition.maxBodyBytes)
    : (undefined as unknown as Body);
  return { request, url: new URL(request.url), params: next ? await next.params : {}, body };
}

const sane = /^[\w-]{1,64}$/;
export function requestIdOf(request: Request): string {
  const given = request.headers.get('x-request-id');
  return given !== null && sane.test(given) ? given : crypto.randomUUID();
}

async function failure(thrown: unknown, request: Request, requestId: string): Promise<Response> {
  const error = toAppError(thrown);
  try {
    const { services } = await runtime();
    const { pathname } = new URL(request.url);
    services.log[errorTable[error.code].level](
      {
        requestId,
        // Not the path itself: the ids of people and the tokens of links are in it.
        route: routeOf(pathname),
        code: error.code,
        err: error.cause ?? (error.code === 'internal' ? error : undefined),
      },
      error.message,
    );
  } catch {
    // The portal did not start: there is no log to write to, and the answer below says what is wrong.
  }
  return problem(error, requestId);
}

/** For a path that exists with another method. */
export const methodNotAllowed =
  (allowed: string): Door =>
  async (request) => {
    const response = problem(new AppError('method_not_allowed', `Use ${allowed}.`), requestIdOf(request));
    response.headers.set('allow', allowed);
    return response;
  };
