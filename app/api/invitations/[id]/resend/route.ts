import { resendInvitation } from '@/lib/auth/invitations/invite';
import { route } from '@/lib/http/route';

/** A new link; the one before stops working. */
export const POST = route({
  access: 'actor',
  run: (ctx, { params }) => resendInvitation(ctx, { id: params.id ?? '' }),
});
