import { passwordAndCodeInput, renewRecoveryCodes } from '@/lib/auth/second-factor/remove-second-factor';
import { route } from '@/lib/http/route';

/** Ten new ones in place of the old ones; they are seen in this answer only. */
export const POST = route({
  access: 'actor',
  body: passwordAndCodeInput,
  run: (ctx, { body }) => renewRecoveryCodes(ctx, body),
});
