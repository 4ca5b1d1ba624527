import { z } from 'zod';
import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors/app-error';
import { actorIdOf } from '@/lib/model/actor-id';
import type { PersonDeletionView } from '@/lib/model/person';
import type { PersonDeletion } from '@/lib/store/access-ports';
import { wake } from '@/lib/wake/wake';
import { deletionView } from './deletion-view';
import { checkUserId } from './of-person';

/** The user id once more: what cannot be taken back is not asked for by a slip. */
export const deletePersonInput = z.strictObject({ confirm: z.string().max(1_000) });

type Ctx = Pick<Context, 'store' | 'clock' | 'newId' | 'actor'>;

/**
 * Asks for the deletion of all events of a user id that have been accepted by now; it is done in the background, also over a
 * restart, and cannot be taken back. Asking twice is asking once. Throws `invalid_input`.
 */
export async function deletePerson(
  ctx: Ctx,
  { userId, confirm }: { userId: string; confirm: string },
): Promise<PersonDeletionView> {
  authorize(ctx, 'people:manage');
  checkUserId(userId);
  if (confirm !== userId) {
    const reason = 'must repeat the user id';
    throw new AppError('invalid_input', `confirm: ${reason}`, { fields: [{ path: 'confirm', reason }] });
  }
  const { workspaceId } = ctx.actor;
  const deletion = await ctx.store.transaction(async (tx) => {
    const known = await tx.personDeletions.findByUser(workspaceId, userId);
    if (known !== null) return known;
    const asked: PersonDeletion = {
      ...{ id: ctx.newId(), workspaceId, userId, state: 'waiting', doomed: [], events: 0 },
      ...{ requestedBy: actorIdOf(ctx.actor), requestedAt: ctx.clock.now(), finishedAt: null, fault: null },
    };
    await tx.personDeletions.insert(asked);
    await record(tx, ctx, { action: 'person.delete', target: `person_deletion:${asked.id}` });
    return asked;
  });
  wake('people');
  return deletionView(deletion);
}
