import { route } from '@/lib/http/route';
import { discardDelivery } from '@/lib/notify/verbs/discard-delivery';

export const POST = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await discardDelivery(ctx, { id: params.id ?? '' });
    return new Response(null, { status: 204 });
  },
});
