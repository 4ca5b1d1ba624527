import { revokeApiKey } from '@/lib/auth/revoke-api-key';
import { route } from '@/lib/http/route';

export const DELETE = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await revokeApiKey(ctx, { id: params.id ?? '' });
    return new Response(null, { status: 204 });
  },
});
