import { revokeEmbedKey } from '@/lib/embed/verbs/revoke-embed-key';
import { route } from '@/lib/http/route';

export const DELETE = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await revokeEmbedKey(ctx, { kid: params.id ?? '' });
    return new Response(null, { status: 204 });
  },
});
