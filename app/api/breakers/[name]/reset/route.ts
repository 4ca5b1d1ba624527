import { resetBreaker } from '@/lib/http/reset-breaker';
import { route } from '@/lib/http/route';

/** Closes the breaker of the engine, the store or a channel (`channel:ID`) by hand. */
export const POST = route({
  access: 'actor',
  run: (ctx, { params }) => resetBreaker(ctx, { name: decodeURIComponent(params.name ?? '') }),
});
