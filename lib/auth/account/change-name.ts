import { z } from 'zod';
import { recordAccount } from '@/lib/auth/record-account';
import { accountOf, type AccountContext } from './account-of';

export const changeNameInput = z.strictObject({ name: z.string().trim().min(1, 'A name needs a character').max(80) });

/** Changes how the user is called in the portal. */
export async function changeName(
  ctx: Pick<AccountContext, 'store' | 'clock' | 'newId' | 'actor'>,
  { name }: z.output<typeof changeNameInput>,
): Promise<void> {
  const { user } = await accountOf(ctx);
  await ctx.store.transaction(async (tx) => {
    await tx.users.setName(user.id, name);
    await recordAccount(tx, ctx, { userId: user.id, action: 'user.rename', after: { name } });
  });
}
