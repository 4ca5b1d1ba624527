import { AppError } from '@/lib/errors/app-error';
import { roles, type Actor, type Role, type Scope } from '@/lib/model/actor';

export const actions = [
  'events:write',
  'query:run',
  'dashboards:read',
  'dashboards:write',
  'annotations:write',
  'alerts:read',
  'alerts:send',
  'rules:write',
  'incidents:handle',
  'silences:write',
  'notifications:manage',
  'rejected:read',
  'imports:read',
  'imports:run',
  'keys:read',
  'keys:manage',
  'workspace:read',
  'workspace:manage',
  'sample:manage',
  'status:read',
  'breakers:reset',
  'status:manage',
  'retention:manage',
  'backups:make',
  'backups:read',
  'members:read',
  'members:manage',
  'workspace:delete',
  'audit:read',
  'people:manage',
  'service_accounts:manage',
  'account:manage',
  'embeds:manage',
  'embed:view',
] as const;
export type Action = (typeof actions)[number];

const viewer: readonly Action[] = [
  'query:run',
  'dashboards:read',
  'embed:view',
  'alerts:read',
  'rejected:read',
  'imports:read',
  'workspace:read',
  'status:read',
  'members:read',
  'account:manage',
];
const editor: readonly Action[] = [
  ...viewer,
  'events:write',
  'imports:run',
  'dashboards:write',
  'annotations:write',
  'alerts:send',
  'rules:write',
  'incidents:handle',
  'silences:write',
  'embeds:manage',
];
const admin: readonly Action[] = [
  ...editor,
  'notifications:manage',
  'keys:read',
  'keys:manage',
  'workspace:manage',
  'sample:manage',
  'breakers:reset',
  'members:manage',
  'audit:read',
  'people:manage',
  'service_accounts:manage',
];
/** Also what concerns the whole machine and not one workspace. */
const owner: readonly Action[] = actions;

const ofRole: Record<Role, ReadonlySet<Action>> = {
  viewer: new Set(viewer),
  editor: new Set(editor),
  admin: new Set(admin),
  owner: new Set(owner),
};

const ofScope: Record<Scope, ReadonlySet<Action>> = {
  ingest: new Set(['events:write', 'alerts:send']),
  query: new Set([
    'query:run',
    'dashboards:read',
    'embed:view',
    'alerts:read',
    'rejected:read',
    'workspace:read',
    'status:read',
  ]),
  manage: new Set([...admin.filter((action) => action !== 'account:manage'), 'retention:manage', 'backups:make']),
};

/** Whether the actor may do this in its own workspace. The portal itself may do everything. */
export function can(actor: Actor, action: Action): boolean {
  switch (actor.kind) {
    case 'user':
      return ofRole[actor.role].has(action);
    case 'key':
      return (
        (actor.role === undefined || ofRole[actor.role].has(action)) &&
        actor.scopes.some((scope) => ofScope[scope].has(action))
      );
    case 'system':
      return true;
    case 'embed':
      return action === 'embed:view';
  }
}

/** The lowest role that may do this. */
export function roleFor(action: Action): Role {
  return roles.find((role) => ofRole[role].has(action)) ?? 'owner';
}

/** Throws `unauthenticated` when nobody is asking and `forbidden` when somebody is who may not. */
export function authorize(ctx: { actor?: Actor | null }, action: Action): void {
  if (!ctx.actor) throw new AppError('unauthenticated', 'Sign in or send an API key');
  if (!can(ctx.actor, action)) throw new AppError('forbidden', refusal(ctx.actor, action));
}

function refusal(actor: Actor, action: Action): string {
  if (actor.kind === 'user') return `Your role (${actor.role}) does not allow this (${action})`;
  if (actor.kind === 'key') return `This API key (${actor.scopes.join(', ')}) does not allow this (${action})`;
  return `This is not allowed (${action})`;
}
