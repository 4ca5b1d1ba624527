import { revokeShare } from '@/lib/embed/verbs/revoke-share';
import { route } from '@/lib/http/route';

export const DELETE = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await revokeShare(ctx, { embedId: params.id ?? '', id: params.share ?? '' });
    return new Response(null, { status: 204 });
  },
});
