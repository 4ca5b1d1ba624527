import { AmError } from '@/lib/alertmanager/am-error';
import type { Context } from '@/lib/context';
import { full } from './respond';
import { route, type Door, type Visit } from './route';

const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };

/** JSON under the content type that Alertmanager's clients compare letter by letter. */
export const amJson = (value: unknown, status = 200): Response => full(JSON.stringify(value), { status, headers });

/** A door of Alertmanager's API: what is refused is refused in its words; who may come in is decided as everywhere else. */
export function amRoute(run: (ctx: Context, visit: Visit<undefined>) => Promise<Response> | Response): Door {
  return route({
    access: 'actor',
    run: async (ctx, visit) => {
      try {
        return await run(ctx, visit);
      } catch (error) {
        if (error instanceof AmError) return refusal(error);
        throw error;
      }
    },
  });
}

const refusal = ({ status, body }: AmError): Response =>
  body === null ? new Response(null, { status }) : amJson(body, status);

/** For a path that exists with other methods. */
export const amMethodNotAllowed = (allowed: string): Door =>
  amRoute((_, { request }) => {
    throw new AmError(405, { code: 405, message: `method ${request.method} is not allowed, but [${allowed}] are` });
  });
