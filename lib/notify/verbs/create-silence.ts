import { actorName } from '@/lib/audit/actor-name';
import { record } from '@/lib/audit/record';
import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { Silence } from '@/lib/model/silence';
import { checkSilence } from '@/lib/notify/telling/check-silence';
import type { Store } from '@/lib/store/store';

export type CreateSilenceInput = {
  silence: unknown;
  /** Who it is for, when another system says so. */
  createdBy?: string | undefined;
};

/** Keeps alerts that match from being told for a time. Throws `invalid_input` with every fault. */
export async function createSilence(ctx: Context, input: CreateSilenceInput): Promise<Silence> {
  authorize(ctx, 'silences:write');
  return ctx.store.transaction((tx) => insertSilence(tx, ctx, input));
}

/** The same within a transaction, for those who may. */
export async function insertSilence(tx: Store, ctx: Context, input: CreateSilenceInput): Promise<Silence> {
  const now = ctx.clock.now();
  const silence: Silence = {
    ...checkSilence(input.silence, now),
    id: crypto.randomUUID(),
    workspaceId: ctx.actor.workspaceId,
    createdBy: input.createdBy ?? (await actorName(tx, ctx)),
    updatedAt: now,
  };
  await tx.silences.insert(silence);
  await record(tx, ctx, { action: 'silence.create', target: `silence:${silence.id}`, after: silence });
  return silence;
}
