import { removeServiceAccount, updateServiceAccount } from '@/lib/auth/service-accounts/save-service-account';
import { route } from '@/lib/http/route';
import { serviceAccountSchema } from '@/lib/model/access';

const done = () => new Response(null, { status: 204 });

export const PUT = route({
  access: 'actor',
  body: serviceAccountSchema,
  run: async (ctx, { params, body }) => {
    await updateServiceAccount(ctx, { id: params.id ?? '', ...body });
    return done();
  },
});

export const DELETE = route({
  access: 'actor',
  run: async (ctx, { params }) => {
    await removeServiceAccount(ctx, { id: params.id ?? '' });
    return done();
  },
});
