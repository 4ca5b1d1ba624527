import type { Context } from '@/lib/context';
import { actorIdOf } from '@/lib/model/actor-id';
import type { Store } from '@/lib/store/store';

export type AuditInput = {
  /** What was done, as `noun.verb`: `import.start`, `sample.remove`. */
  action: string;
  /** To what, as `noun:id`. */
  target: string;
  before?: unknown;
  after?: unknown;
};

/**
 * Writes down who changed what. Give it the store of the change's own transaction, so that neither happens without
 * the other; leave secrets out of `before` and `after`.
 */
export async function record(
  tx: Pick<Store, 'audit'>,
  ctx: Pick<Context, 'actor' | 'clock' | 'newId'>,
  entry: AuditInput,
): Promise<void> {
  await tx.audit.insert({
    id: ctx.newId(),
    workspaceId: ctx.actor.workspaceId,
    actor: ctx.actor.kind,
    actorId: actorIdOf(ctx.actor),
    action: entry.action,
    target: entry.target,
    before: entry.before ?? null,
    after: entry.after ?? null,
    at: ctx.clock.now(),
  });
}
