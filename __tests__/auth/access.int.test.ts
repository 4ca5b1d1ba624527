import { authenticateKey } from '@/lib/auth/authenticate-key';
import { createApiKey } from '@/lib/auth/create-api-key';
import { acceptInvitation } from '@/lib/auth/invitations/accept-invitation';
import { findInvitation } from '@/lib/auth/invitations/find-invitation';
import { invite, resendInvitation } from '@/lib/auth/invitations/invite';
import { listInvitations } from '@/lib/auth/invitations/list-invitations';
import { revokeInvitation } from '@/lib/auth/invitations/revoke-invitation';
import { changeRole, removeMember } from '@/lib/auth/members/change-member';
import { listServiceAccounts } from '@/lib/auth/service-accounts/list-service-accounts';
import {
  createServiceAccount,
  removeServiceAccount,
  updateServiceAccount,
} from '@/lib/auth/service-accounts/save-service-account';
import { createWorkspace } from '@/lib/auth/workspaces/create-workspace';
import { renameWorkspace } from '@/lib/auth/workspaces/rename-workspace';
import { can } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import { removeWorkspace } from '@/lib/ingest/workspaces/remove-workspace';
import type { Actor, Role } from '@/lib/model/actor';
import type { Store } from '@/lib/store/store';
import { openTestStore } from '../build/store';
import { user, workspace } from '../store/contract';
import { contextOf, moving, servicesOn } from './world';

let store: Store;
let close: () => Promise<void>;
const clock = moving();
const people = ['olga', 'otto', 'ada', 'eve', 'vic'] as const;
const roleOf: Record<string, Role> = { olga: 'owner', otto: 'owner', ada: 'admin', eve: 'editor', vic: 'viewer' };
const day = 86_400_000;

beforeAll(async () => {
  ({ store, close } = await openTestStore());
  for (const id of people) await store.users.insert(user(id));
});
afterAll(() => close());

let count = 0;
/** A workspace of its own for a test, with one person of each role and two owners. */
async function team(kind: 'main' | 'team' = 'team'): Promise<string> {
  const id = `team-${(count += 1)}`;
  await store.workspaces.insert(workspace(id, { kind }));
  for (const userId of people) await store.workspaces.addMember(id, userId, roleOf[userId] ?? 'viewer');
  return id;
}
const mails: { to: string; text: string }[] = [];
function as(userId: string, workspaceId: string, role = roleOf[userId] ?? 'viewer'): Context {
  const actor: Actor = { kind: 'user', userId, email: `${userId}@example.com`, workspaceId, role };
  const mail = { isConfigured: true, send: (one: (typeof mails)[number]) => Promise.resolve(void mails.push(one)) };
  return contextOf(
    { ...servicesOn(store, clock), mail, publicUrl: 'https://portal.test' },
    actor,
  ) as unknown as Context;
}
const deps = () => servicesOn(store, clock);
const rolesIn = async (id: string) =>
  Object.fromEntries((await store.workspaces.listMembers(id)).map(({ userId, role }) => [userId, role]));
const tokenOf = (link: string) => link.split('/').at(-1) ?? '';

describe('members', () => {
  it('change roles and go, each with what was before in the log', async () => {
    const id = await team();
    await changeRole(as('ada', id), { userId: 'vic', role: 'editor' });
    await removeMember(as('ada', id), { userId: 'eve' });
    await removeMember(as('vic', id), { userId: 'vic' });
    expect(await rolesIn(id)).toEqual({ olga: 'owner', otto: 'owner', ada: 'admin' });
    const log = (await store.audit.list(id, 10)).map(({ action, target, before, after }) => ({
      action,
      target,
      before,
      after,
    }));
    expect(log).toContainEqual({
      ...{ action: 'member.change_role', target: 'user:vic' },
      ...{ before: { email: 'vic@example.com', role: 'viewer' }, after: { email: 'vic@example.com', role: 'editor' } },
    });
    expect(log.map(({ action }) => action).sort()).toEqual(['member.change_role', 'member.leave', 'member.remove']);
  });

  it('are believed by what they are now and not by what a running session says', async () => {
    const id = await team();
    const stale = as('ada', id);
    await changeRole(as('olga', id), { userId: 'ada', role: 'viewer' });
    await expect(changeRole(stale, { userId: 'vic', role: 'admin' })).rejects.toMatchObject({ code: 'forbidden' });
    await removeMember(as('olga', id), { userId: 'ada' });
    await expect(invite(stale, { email: 'new@example.com', role: 'viewer' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('keep one owner when both go at once', async () => {
    const id = await team();
    const going = ['olga', 'otto'].map((userId) => removeMember(as(userId, id), { userId }));
    const results = await Promise.allSettled(going);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(Object.values(await rolesIn(id)).filter((role) => role === 'owner')).toHaveLength(1);
  });

  it('of another workspace are nobody', async () => {
    const [mine, other] = [await team(), await team()];
    await store.workspaces.removeMember(mine, 'vic');
    await expect(removeMember(as('olga', mine), { userId: 'vic' })).rejects.toMatchObject({ code: 'not_found' });
    expect(await rolesIn(other)).toHaveProperty('vic');
  });
});

describe('an invitation', () => {
  const person = { name: 'New Person', password: 'a long enough one' };

  it('makes an account and a member, once', async () => {
    const id = await team();
    const { link, isSent, invitation } = await invite(as('ada', id), { email: 'new1@example.com', role: 'editor' });
    expect([isSent, mails.at(-1)?.to, mails.at(-1)?.text.includes(link)]).toEqual([true, 'new1@example.com', true]);
    expect(await findInvitation(deps(), tokenOf(link))).toMatchObject({ email: 'new1@example.com', role: 'editor' });
    const accept = () => acceptInvitation(deps(), { token: tokenOf(link), person, userId: null });
    const results = await Promise.allSettled([accept(), accept()]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const made = await store.users.findByEmail('new1@example.com');
    expect((await rolesIn(id))[made?.id ?? '']).toBe('editor');
    expect(await findInvitation(deps(), tokenOf(link))).toBeNull();
    const log = JSON.stringify(await store.audit.list(id, 10));
    expect([log.includes(tokenOf(link)), log.includes(person.password)]).toEqual([false, false]);
    expect(JSON.stringify(await store.invitations.find(id, invitation.id))).not.toContain(tokenOf(link));
  });

  it('lets the signed-in person join whom it is for, and nobody else', async () => {
    const id = await team();
    await store.users.insert(user('joiner'));
    await store.users.insert(user('other'));
    const { link } = await invite(as('ada', id), { email: 'joiner@example.com', role: 'viewer' });
    const token = tokenOf(link);
    await expect(acceptInvitation(deps(), { token, userId: 'other' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(acceptInvitation(deps(), { token, userId: null })).rejects.toMatchObject({ code: 'unauthenticated' });
    // Who holds the link of somebody who has an account gets no hold of that account.
    await expect(acceptInvitation(deps(), { token, person, userId: null })).rejects.toMatchObject({ code: 'conflict' });
    expect((await store.users.find('joiner'))?.passwordHash).toBe('hash');
    await acceptInvitation(deps(), { token, userId: 'joiner' });
    expect((await rolesIn(id)).joiner).toBe('viewer');
  });

  it('is answered alike for an address with an account and for one without', async () => {
    const id = await team();
    await store.users.insert(user('known'));
    const [known, unknown] = [
      await invite(as('ada', id), { email: 'known@example.com', role: 'viewer' }),
      await invite(as('ada', id), { email: 'unknown@example.com', role: 'viewer' }),
    ];
    const shape = ({ invitation, ...rest }: typeof known) => [
      Object.keys(invitation).sort(),
      Object.keys(rest).sort(),
      rest.isSent,
    ];
    expect(shape(known)).toEqual(shape(unknown));
  });

  it('ends by time, by being taken back and by a new link', async () => {
    const id = await team();
    const first = await invite(as('ada', id), { email: 'late@example.com', role: 'viewer' });
    const second = await resendInvitation(as('ada', id), { id: first.invitation.id });
    expect(await findInvitation(deps(), tokenOf(first.link))).toBeNull();
    expect(await findInvitation(deps(), tokenOf(second.link))).not.toBeNull();
    clock.advance(7 * day);
    expect(await findInvitation(deps(), tokenOf(second.link))).toBeNull();
    expect((await listInvitations(as('ada', id))).map(({ email }) => email)).toEqual(['late@example.com']);
    const third = await invite(as('ada', id), { email: 'late@example.com', role: 'viewer' });
    expect(await listInvitations(as('ada', id))).toHaveLength(1);
    await revokeInvitation(as('ada', id), { id: third.invitation.id });
    expect(await findInvitation(deps(), tokenOf(third.link))).toBeNull();
    await expect(resendInvitation(as('ada', id), { id: third.invitation.id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('to own is only an owner’s to give, and fifty an hour are enough', async () => {
    const id = await team();
    await expect(invite(as('ada', id), { email: 'x@example.com', role: 'owner' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(invite(as('vic', id), { email: 'x@example.com', role: 'viewer' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(invite(as('ada', id), { email: 'vic@example.com', role: 'admin' })).rejects.toMatchObject({
      code: 'conflict',
    });
    const send = (n: number) => invite(as('olga', id), { email: `x${n}@example.com`, role: 'owner' });
    for (let n = 0; n < 50; n += 1) await send(n);
    await expect(send(50)).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: expect.any(Number) as number });
    clock.advance(3_600_001);
    await expect(send(50)).resolves.toBeDefined();
  });
});

describe('a service account', () => {
  const actorOf = (key: string) => authenticateKey({ ...deps(), store: { ...store } }, `Bearer ${key}`);

  it('lends its keys what both its role and their scopes allow, and takes them along', async () => {
    const id = await team();
    const account = await createServiceAccount(as('ada', id), { name: 'bot', role: 'viewer' });
    const made = await createApiKey(as('ada', id), { name: 'k', scopes: ['manage'], serviceAccountId: account.id });
    const asViewer = await actorOf(made.key);
    expect([can(asViewer, 'query:run'), can(asViewer, 'rules:write'), can(asViewer, 'members:manage')]).toEqual([
      true,
      false,
      false,
    ]);
    await updateServiceAccount(as('ada', id), { id: account.id, name: 'bot', role: 'editor' });
    const asEditor = await actorOf(made.key);
    expect([can(asEditor, 'rules:write'), can(asEditor, 'members:manage')]).toEqual([true, false]);
    const [listed] = await listServiceAccounts(as('ada', id));
    expect(listed).toMatchObject({ name: 'bot', role: 'editor', keys: [{ name: 'k' }] });
    await removeServiceAccount(as('ada', id), { id: account.id });
    await expect(actorOf(made.key)).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('of another workspace gets no key', async () => {
    const [mine, other] = [await team(), await team()];
    const account = await createServiceAccount(as('ada', other), { name: 'bot', role: 'viewer' });
    const making = createApiKey(as('ada', mine), { name: 'k', scopes: ['query'], serviceAccountId: account.id });
    await expect(making).rejects.toMatchObject({ code: 'not_found' });
  });

  it('and a key never do more than who made them, and a key ends by itself', async () => {
    const id = await team();
    const byAdmin = await createApiKey(as('ada', id), { name: 'k', scopes: ['manage'], expiresInDays: 1 });
    const byOwner = await createApiKey(as('olga', id), { name: 'k', scopes: ['manage'] });
    expect(can(await actorOf(byOwner.key), 'retention:manage')).toBe(true);
    const key = await actorOf(byAdmin.key);
    expect([can(key, 'members:manage'), can(key, 'retention:manage')]).toEqual([true, false]);
    const again = await createApiKey({ ...as('ada', id), actor: key }, { name: 'k', scopes: ['manage'] });
    expect(can(await actorOf(again.key), 'retention:manage')).toBe(false);
    clock.advance(day);
    await expect(actorOf(byAdmin.key)).rejects.toMatchObject({ code: 'unauthenticated' });
  });
});

describe('a workspace', () => {
  it('is made by who looks after the main one, and is theirs', async () => {
    const main = await team('main');
    const made = await createWorkspace(as('ada', main), { name: 'Café Nord' });
    const twin = await createWorkspace(as('ada', main), { name: 'Café Nord' });
    expect([made.slug, twin.slug, made.kind]).toEqual(['cafe-nord', 'cafe-nord-2', 'team']);
    expect(await rolesIn(made.id)).toEqual({ ada: 'owner' });
    await store.workspaces.removeMember(main, 'vic');
    await store.workspaces.removeMember(main, 'eve');
    await expect(createWorkspace(as('vic', made.id, 'owner'), { name: 'No' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('changes its name and not its address', async () => {
    const id = await team();
    await renameWorkspace(as('ada', id), { name: 'Other' });
    expect(await store.workspaces.find(id)).toMatchObject({ name: 'Other', slug: id });
    await expect(renameWorkspace(as('eve', id), { name: 'No' })).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is deleted by owners who type its address, unless the portal needs it; its log stays', async () => {
    const id = await team();
    await expect(removeWorkspace(as('ada', id), { confirm: id })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(removeWorkspace(as('olga', id), { confirm: 'no' })).rejects.toMatchObject({ code: 'invalid_input' });
    await removeWorkspace(as('olga', id), { confirm: id });
    expect(await store.workspaces.find(id)).toBeNull();
    expect((await store.audit.list(id, 1))[0]).toMatchObject({ action: 'workspace.remove', actorId: 'olga' });
    expect(await store.settings.get<string[]>(null, 'sample.purge')).toContain(id);
    const main = await team('main');
    await expect(removeWorkspace(as('olga', main), { confirm: main })).rejects.toMatchObject({ code: 'conflict' });
  });
});
