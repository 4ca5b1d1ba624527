import { passwordAndCodeInput, removeSecondFactor } from '@/lib/auth/second-factor/remove-second-factor';
import { route } from '@/lib/http/route';

/** Not DELETE, as it needs a body, and that is not sure to arrive with it (RFC 9110, 9.3.5). */
export const POST = route({
  access: 'actor',
  body: passwordAndCodeInput,
  run: async (ctx, { body }) => {
    await removeSecondFactor(ctx, body);
    return new Response(null, { status: 204 });
  },
});
