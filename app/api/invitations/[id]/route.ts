import { revokeInvitation } from '@/lib/auth/invitations/revoke-invitation';
import { route } from '@/lib/http/route';

export const DELETE = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await revokeInvitation(ctx, { id: params.id ?? '' });
    return new Response(null, { status: 204 });
  },
});
