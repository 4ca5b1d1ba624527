import { claimValues, parseRoleMap, roleOf } from '@/lib/auth/oidc/role-map';
import { readConfig } from '@/lib/config/config';

it.each([
  ['sg-admins=admin,*=viewer', ['sg-admins'], 'admin'],
  ['sg-admins=admin,*=viewer', ['others'], 'viewer'],
  ['sg-admins=admin,*=viewer', [], 'viewer'],
  ['sg-admins=admin', ['others'], null],
  ['a=viewer, b = owner ,c=editor', ['c', 'b', 'a'], 'owner'],
  ['cn=ops,ou=x=admin', ['x'], null],
  ['CN=ops=admin', ['CN=ops'], 'admin'],
] as const)('%s gives %j the role %s', (text, values, role) => {
  const map = (() => {
    try {
      return parseRoleMap(text);
    } catch {
      return [];
    }
  })();
  expect(roleOf(map, values)).toBe(role);
});

it.each(['admin', '=admin', 'a=boss', 'a=admin,b'])('%s is no map, at start and here', (text) => {
  expect(() => parseRoleMap(text)).toThrow('is not VALUE=ROLE');
  const result = readConfig({ SIGHTGLASS_OIDC_ROLES: text }, '/');
  expect(result.ok ? [] : result.faults).toEqual([expect.stringMatching(/^SIGHTGLASS_OIDC_ROLES: needs VALUE=ROLE/)]);
});

it.each([
  [{ groups: ['a', 'b', 3] }, 'groups', ['a', 'b']],
  [{ role: 'admin' }, 'role', ['admin']],
  [{ realm_access: { roles: ['x'] } }, 'realm_access.roles', ['x']],
  [{ 'https://example.com/roles': ['x'] }, 'https://example.com/roles', ['x']],
  [{}, 'groups', []],
  [{}, '__proto__.toString', []],
  [{ groups: { a: true } }, 'groups', []],
])('reads %j by %s', (claims, name, values) => {
  expect(claimValues(claims, name)).toEqual(values);
});

it('needs issuer, client and secret together, and a way in', () => {
  const faults = (env: Record<string, string>) => {
    const result = readConfig(env, '/');
    return result.ok ? [] : result.faults.map((fault) => fault.split(':', 1)[0]);
  };
  const oidc = {
    SIGHTGLASS_OIDC_ISSUER: 'https://id.example',
    SIGHTGLASS_OIDC_CLIENT_ID: 'portal',
    SIGHTGLASS_OIDC_CLIENT_SECRET: 'secret',
  };
  expect(faults(oidc)).toEqual([]);
  expect(faults({ SIGHTGLASS_OIDC_ISSUER: 'https://id.example' })).toHaveLength(2);
  expect(faults({ SIGHTGLASS_PASSWORD_SIGN_IN: 'off' })).toEqual(['SIGHTGLASS_PASSWORD_SIGN_IN']);
  expect(faults({ ...oidc, SIGHTGLASS_PASSWORD_SIGN_IN: 'off' })).toEqual([]);
  expect(JSON.stringify(readConfig({ ...oidc, SIGHTGLASS_OIDC_ISSUER: 'hunter2' }, '/'))).not.toContain('"secret"');
});
