import { revokeSession } from '@/lib/auth/account/revoke-sessions';
import { route } from '@/lib/http/route';

export const DELETE = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await revokeSession(ctx, { id: params.id ?? '' });
    return new Response(null, { status: 204 });
  },
});
