import { changeRole, removeMember } from '@/lib/auth/members/change-member';
import { route } from '@/lib/http/route';
import { memberRoleSchema } from '@/lib/model/access';

export const PATCH = route({
  access: 'actor',
  body: memberRoleSchema,
  run: async (ctx, { params, body }) => ({ member: await changeRole(ctx, { userId: params.id ?? '', ...body }) }),
});

/** Whoever names themselves leaves. */
export const DELETE = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await removeMember(ctx, { userId: params.id ?? '' });
    return new Response(null, { status: 204 });
  },
});
