import { actions, authorize, can, type Action } from '@/lib/auth/permissions';
import { roles, scopes, type Actor } from '@/lib/model/actor';

const user = (role: (typeof roles)[number]): Actor => ({
  kind: 'user',
  userId: 'u',
  email: 'u@example.com',
  workspaceId: 'w',
  role,
});
const key = (...given: (typeof scopes)[number][]): Actor => ({
  kind: 'key',
  keyId: 'k',
  workspaceId: 'w',
  scopes: given,
});
const allowed = (actor: Actor) => actions.filter((action) => can(actor, action));

/** The whole table, written out: a change to it has to be made here, too, and on purpose. */
const table: Record<Action, string> = {
  'events:write': 'editor admin owner | ingest manage',
  'query:run': 'viewer editor admin owner | query manage',
  'dashboards:read': 'viewer editor admin owner | query manage',
  'dashboards:write': 'editor admin owner | manage',
  'annotations:write': 'editor admin owner | manage',
  'alerts:read': 'viewer editor admin owner | query manage',
  'alerts:send': 'editor admin owner | ingest manage',
  'rules:write': 'editor admin owner | manage',
  'incidents:handle': 'editor admin owner | manage',
  'silences:write': 'editor admin owner | manage',
  'notifications:manage': 'admin owner | manage',
  'rejected:read': 'viewer editor admin owner | query manage',
  'imports:read': 'viewer editor admin owner | manage',
  'imports:run': 'editor admin owner | manage',
  'keys:read': 'admin owner | manage',
  'keys:manage': 'admin owner | manage',
  'workspace:read': 'viewer editor admin owner | query manage',
  'workspace:manage': 'admin owner | manage',
  'sample:manage': 'admin owner | manage',
  'status:read': 'viewer editor admin owner | query manage',
  'breakers:reset': 'admin owner | manage',
  'status:manage': 'owner | ',
  'retention:manage': 'owner | manage',
  'backups:make': 'owner | manage',
  'backups:read': 'owner | ',
  'members:read': 'viewer editor admin owner | manage',
  'members:manage': 'admin owner | manage',
  'workspace:delete': 'owner | ',
  'audit:read': 'admin owner | manage',
  'people:manage': 'admin owner | manage',
  'service_accounts:manage': 'admin owner | manage',
  'account:manage': 'viewer editor admin owner | ',
  'embeds:manage': 'editor admin owner | manage',
  'embed:view': 'viewer editor admin owner | query manage',
};

it.each(actions.map((action) => [action, table[action]]))('%s is for %s', (action, who) => {
  const asRole = roles.filter((role) => can(user(role), action)).join(' ');
  const asScope = scopes.filter((scope) => can(key(scope), action)).join(' ');
  expect(`${asRole} | ${asScope}`).toBe(who);
});

it('gives each role all that the one below it has', () => {
  roles.slice(1).forEach((role, index) => {
    const lower = roles[index] ?? 'viewer';
    expect(allowed(user(role))).toEqual(expect.arrayContaining(allowed(user(lower))));
  });
});

it('adds up the scopes of a key, and a key without scopes may nothing', () => {
  expect(allowed(key('ingest', 'query'))).toEqual([
    'events:write',
    'query:run',
    'dashboards:read',
    'alerts:read',
    'alerts:send',
    'rejected:read',
    'workspace:read',
    'status:read',
    'embed:view',
  ]);
  expect(allowed(key())).toEqual([]);
});

it('lets the portal itself do everything', () => {
  expect(allowed({ kind: 'system', workspaceId: 'w', purpose: 'replay' })).toEqual([...actions]);
});

it('answers nobody with 401, somebody who may not with 403 and the reason, and is silent otherwise', () => {
  expect(() => authorize({ actor: null }, 'query:run')).toThrow(
    expect.objectContaining({ code: 'unauthenticated', status: 401 }) as Error,
  );
  expect(() => authorize({ actor: user('viewer') }, 'keys:manage')).toThrow(
    expect.objectContaining({
      code: 'forbidden',
      status: 403,
      message: 'Your role (viewer) does not allow this (keys:manage)',
    }) as Error,
  );
  expect(() => authorize({ actor: key('ingest') }, 'query:run')).toThrow(
    'This API key (ingest) does not allow this (query:run)',
  );
  expect(() => authorize({ actor: user('viewer') }, 'query:run')).not.toThrow();
});
