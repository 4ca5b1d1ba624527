import { encode } from 'next-auth/jwt';
import { newApiKeyText } from '@/lib/auth/api-key';
import { apiKeyOf } from '@/lib/auth/create-api-key';
import { can, type Action } from '@/lib/auth/permissions';
import type { Actor, Role, Scope } from '@/lib/model/actor';
import type { Runtime } from '@/lib/runtime/runtime';
import { sessionCookieOf } from '../build/session-cookie';
import type { Listed } from './listed-doors';

/** Somebody who asks: the headers they send, and what they may do in the workspace `home`. */
export type Person = { name: string; headers: Record<string, string>; may: (listed: Listed) => boolean };

/** What the permissions say of a door; public ones are not asked about. */
const allows =
  (actor: Actor) =>
  ({ needs, isForPeople }: Listed): boolean =>
    (needs === 'anybody' || can(actor, needs as Action)) && (actor.kind === 'user' || isForPeople !== true);
type Of = { portal: Runtime; workspaceId: string };

/** A member of the workspace with a session like one of the sign-in page's. */
export async function member({ portal, workspaceId }: Of, role: Role, as = role as string): Promise<Person> {
  const { store, clock } = portal.services;
  const id = `person-${as}`;
  const email = `${as}@example.com`;
  await store.users.insert({
    ...{ id, email, name: as, passwordHash: 'none', createdAt: clock.now(), lastSignInAt: null },
  });
  await store.workspaces.addMember(workspaceId, id, role);
  return {
    name: as,
    headers: { cookie: (await sessionCookieOf(portal, email)).cookie, 'sec-fetch-site': 'same-origin' },
    may: allows({ kind: 'user', userId: id, email, workspaceId, role }),
  };
}

/** The holder of a key of the workspace. */
export async function keyHolder({ portal, workspaceId }: Of, scope: Scope, as = `${scope} key`): Promise<Person> {
  const { store, newId, clock } = portal.services;
  const key = newApiKeyText([scope]);
  const scopes = [scope];
  await store.apiKeys.insert(apiKeyOf(key, { id: newId(), workspaceId, name: as, scopes, createdAt: clock.now() }));
  return {
    name: as,
    headers: { authorization: `Bearer ${key}` },
    may: allows({ kind: 'key', keyId: 'any', workspaceId, scopes }),
  };
}

/** Everybody whom no door but a public one may answer. */
export async function strangers(of: Of): Promise<Person[]> {
  const { portal } = of;
  const { store, clock } = portal.services;
  const revoked = await keyHolder(of, 'manage', 'revoked key');
  const [row] = (await store.apiKeys.list(of.workspaceId)).filter(({ name }) => name === 'revoked key');
  await store.apiKeys.revoke(of.workspaceId, row?.id ?? '', clock.now());
  const nobody = () => false;
  const { secrets } = portal;
  const forged = await encode({ token: { sub: 'person-owner' }, secret: 'not the secret of this portal' });
  const gone = await encode({ token: { sub: 'person-gone', sid: 'gone' }, secret: secrets.sessionSecret });
  return [
    { name: 'nobody', headers: {}, may: nobody },
    { ...revoked, may: nobody },
    { name: 'unknown key', headers: { authorization: `Bearer ${newApiKeyText(['manage'])}` }, may: nobody },
    { name: 'forged session', headers: { cookie: `next-auth.session-token=${forged}` }, may: nobody },
    {
      name: 'session of a person who is gone',
      headers: { cookie: `next-auth.session-token=${gone}` },
      may: nobody,
    },
  ];
}
