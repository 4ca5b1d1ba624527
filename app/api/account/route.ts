import { accountOf } from '@/lib/auth/account/account-of';
import { changeName, changeNameInput } from '@/lib/auth/account/change-name';
import { route } from '@/lib/http/route';

export const GET = route({
  access: 'actor',
  run: async (ctx) => {
    const { user } = await accountOf(ctx);
    return { id: user.id, email: user.email, name: user.name, hasPassword: user.passwordHash !== null };
  },
});

export const PATCH = route({
  access: 'actor',
  body: changeNameInput,
  run: async (ctx, { body }) => {
    await changeName(ctx, body);
    return new Response(null, { status: 204 });
  },
});
