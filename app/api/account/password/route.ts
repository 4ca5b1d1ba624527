import { changePassword, changePasswordInput } from '@/lib/auth/account/change-password';
import { route } from '@/lib/http/route';

export const POST = route({
  access: 'actor',
  body: changePasswordInput,
  run: (ctx, { body }) => changePassword(ctx, body),
});
