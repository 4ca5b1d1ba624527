import { invite } from '@/lib/auth/invitations/invite';
import { listInvitations } from '@/lib/auth/invitations/list-invitations';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';
import { inviteSchema } from '@/lib/model/access';

export const GET = route({ access: 'actor', run: async (ctx) => ({ invitations: await listInvitations(ctx) }) });

/** The answer is the only place where the link is seen, apart from the mail. */
export const POST = route({
  access: 'actor',
  body: inviteSchema,
  run: async (ctx, { body }) => json(await invite(ctx, body), 201),
});
