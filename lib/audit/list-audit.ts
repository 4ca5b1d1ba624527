import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { AuditActor, AuditFilter, AuditPage, AuditView } from '@/lib/model/audit';
import { readCursor, writeCursor } from '@/lib/model/cursor';
import type { AuditEntry } from '@/lib/store/store';

type Ctx = Pick<Context, 'store' | 'actor'>;
type Page = AuditFilter & { cursor?: string | undefined; limit: number };

/** What changed in the actor's workspace, newest first, page by page. Throws `invalid_input` for a foreign cursor. */
export async function listAudit(ctx: Ctx, { cursor, limit, ...filter }: Page): Promise<AuditPage> {
  authorize(ctx, 'audit:read');
  const before = cursor === undefined ? undefined : readCursor(cursor);
  const found = await ctx.store.audit.search(ctx.actor.workspaceId, { ...filter, before, limit: limit + 1 });
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  const names = await namesOf(ctx, shown);
  return {
    entries: shown.map((entry) => viewOf(entry, names)),
    cursor: last === undefined ? null : writeCursor(last.at, last.id),
  };
}

/** Who did something and what was done, to choose from. */
export async function listAuditFacets(ctx: Ctx): Promise<{ actors: AuditActor[]; actions: string[] }> {
  authorize(ctx, 'audit:read');
  const { actors, actions } = await ctx.store.audit.facets(ctx.actor.workspaceId);
  const names = await namesOf(ctx, actors);
  return { actors: actors.map((one) => ({ ...one, name: nameOf(one, names) })), actions };
}

type Named = Pick<AuditEntry, 'actor' | 'actorId'>;
type Names = ReadonlyMap<string, string>;

/** People by their email, also those who have left; keys by their name. */
async function namesOf({ store, actor }: Ctx, of: readonly Named[]): Promise<Names> {
  const ids = (kind: Named['actor']) => [...new Set(of.filter((one) => one.actor === kind).map((one) => one.actorId))];
  const [users, keys] = await Promise.all([
    store.users.findMany(ids('user')),
    ids('key').length === 0 ? [] : store.apiKeys.list(actor.workspaceId),
  ]);
  return new Map([
    ...users.map(({ id, email }) => [id, email] as const),
    ...keys.map(({ id, name }) => [id, name] as const),
  ]);
}

const nameOf = ({ actorId }: Named, names: Names): string => names.get(actorId) ?? actorId;

function viewOf(entry: AuditEntry, names: Names): AuditView {
  const { id, at, actor, actorId, action, target, before, after } = entry;
  return { id, at, actor, actorId, actorName: nameOf(entry, names), action, target, before, after };
}
