import { requestReset, requestResetInput } from '@/lib/auth/reset/request-reset';
import { visitorOf } from '@/lib/http/client-ip';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

/** The same answer at once, whoever signs in with this email or nobody. */
export const POST = route({
  access: 'public',
  body: requestResetInput,
  run: (services, { body, request }) => {
    requestReset(services, { ...body, ip: visitorOf(request.headers).ip });
    return Promise.resolve(json({ accepted: true }, 202));
  },
});
