import { listServiceAccounts } from '@/lib/auth/service-accounts/list-service-accounts';
import { createServiceAccount } from '@/lib/auth/service-accounts/save-service-account';
import { json } from '@/lib/http/respond';
import { route } from '@/lib/http/route';
import { serviceAccountSchema } from '@/lib/model/access';

export const GET = route({
  access: 'actor',
  run: async (ctx) => ({ serviceAccounts: await listServiceAccounts(ctx) }),
});

export const POST = route({
  access: 'actor',
  body: serviceAccountSchema,
  run: async (ctx, { body }) => {
    const { id, name, role, createdAt } = await createServiceAccount(ctx, body);
    return json({ serviceAccount: { id, name, role, createdAt } }, 201);
  },
});
