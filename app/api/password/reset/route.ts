import { resetWithToken, resetWithTokenInput } from '@/lib/auth/reset/reset-with-token';
import { visitorOf } from '@/lib/http/client-ip';
import { route } from '@/lib/http/route';

export const POST = route({
  access: 'public',
  body: resetWithTokenInput,
  run: async (services, { body, request }) => {
    await resetWithToken(services, { ...body, ip: visitorOf(request.headers).ip });
    return new Response(null, { status: 204 });
  },
});
