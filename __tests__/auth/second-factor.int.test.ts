import { createAccountParts } from '@/lib/auth/create-account-parts';
import { sealAnew } from '@/lib/auth/seal-anew';
import { beginEnrolment } from '@/lib/auth/second-factor/begin-enrolment';
import { confirmEnrolment } from '@/lib/auth/second-factor/confirm-enrolment';
import { membersWithSecondFactor } from '@/lib/auth/second-factor/members-with-second-factor';
import { removeSecondFactor, renewRecoveryCodes } from '@/lib/auth/second-factor/remove-second-factor';
import { resetSecondFactor } from '@/lib/auth/second-factor/reset-second-factor';
import { secondFactorStatus } from '@/lib/auth/second-factor/second-factor-status';
import { signIn } from '@/lib/auth/sign-in';
import { accountWorld, actionsOf, codeOf, password } from './account-world';
import { sealingSecret } from './world';

let world: Awaited<ReturnType<typeof accountWorld>>;
beforeAll(async () => (world = await accountWorld()), 60_000);
afterAll(() => world.close());

const attempt = (email: string, code?: string) =>
  signIn(world.services, { email, password, ip: '10.0.0.9', ...(code !== undefined && { code }) });

describe('a second factor', () => {
  it('is on with the first code, its secret sealed and its recovery codes hashed', async () => {
    const person = await world.join();
    const ctx = await world.signedIn(person);
    await expect(beginEnrolment(ctx, { password: 'wrong' })).rejects.toMatchObject({ code: 'invalid_input' });
    const { secret, uri, qr } = await beginEnrolment(ctx, { password });
    expect(uri).toContain(`secret=${secret}`);
    expect(qr.rows).toHaveLength(qr.size);
    await expect(attempt(person.email)).resolves.toMatchObject({ method: 'password' });
    await expect(confirmEnrolment(ctx, { code: '000000' })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ path: 'code' }],
    });
    const { recoveryCodes } = await confirmEnrolment(ctx, { code: codeOf(secret, world.clock.now()) });
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await secondFactorStatus(ctx)).toMatchObject({ isOn: true, recoveryCodesLeft: 10 });
    const stored = JSON.stringify(await world.store.secondFactors.find(person.id));
    expect(stored).not.toContain(secret);
    await expect(beginEnrolment(ctx, { password })).rejects.toMatchObject({ code: 'conflict' });
    const log = JSON.stringify(await world.store.audit.list('portal', 1_000));
    for (const hidden of [secret, ...recoveryCodes]) expect(log).not.toContain(hidden);
    expect(await actionsOf(world.store, person.id)).toEqual(['sign_in.accept', 'second_factor.enrol']);
  });

  it('is asked for after the right password only', async () => {
    const { email, code } = await world.enrolled();
    await expect(attempt(email)).rejects.toMatchObject({ code: 'unauthenticated', detail: 'second_factor' });
    await expect(
      signIn(world.services, { email, password: 'wrong', code: code(), ip: '10.0.0.9' }),
    ).rejects.toMatchObject({ code: 'unauthenticated', detail: undefined });
    await expect(attempt(email, code())).resolves.toMatchObject({ method: 'code' });
  });

  it('takes each code once, also of two who send it at the same time', async () => {
    const { email, code, clock } = { ...(await world.enrolled()), clock: world.clock };
    const ends = await Promise.allSettled([attempt(email, code()), attempt(email, code())]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(attempt(email, code())).rejects.toMatchObject({ detail: 'wrong_code' });
    clock.advance(30_000);
    await expect(attempt(email, code())).resolves.toMatchObject({ method: 'code' });
  });

  it('stops at the sixth wrong code for 15 minutes, whoever asks and whatever passwords come between', async () => {
    const { email, code } = await world.enrolled();
    for (let n = 0; n < 5; n += 1) {
      await expect(attempt(email, '000000')).rejects.toMatchObject({ detail: 'wrong_code' });
      await expect(attempt(email)).rejects.toMatchObject({ detail: 'second_factor' });
    }
    await expect(attempt(email, code())).rejects.toMatchObject({ code: 'rate_limited', retryAfterMs: 15 * 60_000 });
    world.clock.advance(15 * 60_000);
    await expect(attempt(email, code())).resolves.toMatchObject({ method: 'code' });
  });

  it('lets in with each recovery code once, however it is typed', async () => {
    const { id, email, recoveryCodes, ctx } = await world.enrolled();
    const [first = '', second = ''] = recoveryCodes;
    await expect(attempt(email, first)).resolves.toMatchObject({ method: 'code' });
    await expect(attempt(email, first)).rejects.toMatchObject({ detail: 'wrong_code' });
    await expect(attempt(email, ` ${second.toUpperCase().replace(/-/g, ' ')}`)).resolves.toMatchObject({ id });
    expect(await secondFactorStatus(ctx)).toMatchObject({ recoveryCodesLeft: 8 });
    const other = await world.enrolled();
    await expect(attempt(other.email, recoveryCodes[2])).rejects.toMatchObject({ detail: 'wrong_code' });
  });

  it('is renewed and turned off with password and code together', async () => {
    const { id, email, code, ctx, recoveryCodes } = await world.enrolled();
    await expect(removeSecondFactor(ctx, { password: 'wrong', code: code() })).rejects.toMatchObject({
      fields: [{ path: 'password' }],
    });
    await expect(removeSecondFactor(ctx, { password, code: '000000' })).rejects.toMatchObject({
      fields: [{ path: 'code' }],
    });
    const renewed = await renewRecoveryCodes(ctx, { password, code: code() });
    await expect(attempt(email, recoveryCodes[0])).rejects.toMatchObject({ detail: 'wrong_code' });
    await removeSecondFactor(ctx, { password, code: renewed.recoveryCodes[0] ?? '' });
    await expect(attempt(email)).resolves.toMatchObject({ method: 'password' });
    expect((await actionsOf(world.store, id)).filter((action) => action.startsWith('second_factor'))).toEqual([
      'second_factor.enrol',
      'second_factor.renew_codes',
      'second_factor.remove',
    ]);
  });

  it('is reset by an admin, who signs the member out, and never from below', async () => {
    const owner = await world.enrolled('owner');
    const viewer = await world.enrolled();
    const admin = await world.signedIn(await world.join('admin'), 'admin');
    await expect(resetSecondFactor(viewer.ctx, { userId: owner.id })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(resetSecondFactor(admin, { userId: owner.id })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(resetSecondFactor(admin, { userId: 'nobody' })).rejects.toMatchObject({ code: 'not_found' });
    const ids = async () => (await membersWithSecondFactor(admin)).map(({ userId }) => userId);
    expect(await ids()).toContain(viewer.id);
    expect(await ids()).not.toContain(owner.id);
    await resetSecondFactor(admin, { userId: viewer.id });
    expect(await ids()).not.toContain(viewer.id);
    await expect(attempt(viewer.email)).resolves.toMatchObject({ method: 'password' });
    const claim = { userId: viewer.id, sessionId: viewer.ctx.actor.sessionId };
    expect(await world.services.account.sessions.isOpen(claim)).toBe(false);
    expect((await world.store.audit.list('w1', 10))[0]).toMatchObject({
      action: 'second_factor.reset',
      actorId: admin.actor.userId,
      target: `user:${viewer.id}`,
    });
  });

  it('is no matter of API keys, nor of who has no password', async () => {
    const key = { kind: 'key', keyId: 'k', workspaceId: 'w1', scopes: ['manage'] } as const;
    await expect(beginEnrolment({ ...world.services, actor: key }, { password })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('goes on after the secret it is sealed with was changed', async () => {
    const { email, code } = await world.enrolled();
    const next = 'the next secret of this installation';
    const { services } = world;
    await expect(sealAnew(world.store, [next])).rejects.toMatchObject({ code: 'internal' });
    expect((await sealAnew(world.store, [next, sealingSecret])).sealed).toBeGreaterThan(0);
    const renewed = createAccountParts({ ...services, sealingSecrets: [next] });
    const input = { email, password, code: code(), ip: '10.0.0.9' };
    await expect(signIn({ ...services, account: renewed }, input)).resolves.toMatchObject({ method: 'code' });
    await sealAnew(world.store, [sealingSecret, next]);
  });
});
