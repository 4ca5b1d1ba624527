import { route } from '@/lib/http/route';
import { resendDelivery } from '@/lib/notify/verbs/resend-delivery';

export const POST = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await resendDelivery(ctx, { id: params.id ?? '' });
    return new Response(null, { status: 204 });
  },
});
