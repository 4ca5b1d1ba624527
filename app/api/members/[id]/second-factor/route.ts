import { resetSecondFactor } from '@/lib/auth/second-factor/reset-second-factor';
import { route } from '@/lib/http/route';

/** For a member who lost their phone and their recovery codes. */
export const DELETE = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await resetSecondFactor(ctx, { userId: params.id ?? '' });
    return new Response(null, { status: 204 });
  },
});
