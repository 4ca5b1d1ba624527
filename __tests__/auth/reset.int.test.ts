import { requestReset } from '@/lib/auth/reset/request-reset';
import { isResetOpen, resetWithToken } from '@/lib/auth/reset/reset-with-token';
import { signIn } from '@/lib/auth/sign-in';
import type { Services } from '@/lib/context';
import { createMailer } from '@/lib/notify/mail/create-mailer';
import { startMailServer, type MailServer } from '../notify/mail-server';
import { accountWorld, actionsOf, password } from './account-world';

const newPassword = 'another long password';
let world: Awaited<ReturnType<typeof accountWorld>>;
let server: MailServer;
let deps: Parameters<typeof requestReset>[0];
beforeAll(async () => {
  world = await accountWorld();
  server = await startMailServer({ hideSTARTTLS: true });
  const mail = createMailer({ smtpUrl: `smtp://127.0.0.1:${server.port}`, from: 'portal@shop.example' });
  deps = { ...world.services, mail, publicUrl: 'https://portal.example' };
}, 60_000);
afterAll(async () => {
  await server.close();
  await world.close();
});

async function linkFor(email: string, ip = '10.0.0.1'): Promise<string> {
  const before = server.mails.length;
  await requestReset(deps, { email, ip }).sending;
  const mail = server.mails[before];
  return /\/reset\?token=([\w-]{43})\s/.exec(mail?.text ?? '')?.[1] ?? 'no mail';
}

describe('a forgotten password', () => {
  it('is set anew with the link of a mail, once, which signs out everywhere', async () => {
    const person = await world.join();
    const session = await world.signedIn(person);
    const token = await linkFor(person.email);
    expect(server.mails.at(-1)?.html).toContain(`https://portal.example/reset?token=${token}`);
    expect(JSON.stringify(await world.store.audit.list('portal', 100))).not.toContain(token);
    expect(await isResetOpen(world.services, token)).toBe(true);
    await resetWithToken(world.services, { token, newPassword, ip: '10.0.0.1' });
    expect(await world.services.account.sessions.isOpen(session.actor)).toBe(false);
    await expect(signIn(world.services, { email: person.email, password, ip: '10.0.0.2' })).rejects.toMatchObject({
      code: 'unauthenticated',
    });
    await expect(
      signIn(world.services, { email: person.email, password: newPassword, ip: '10.0.0.2' }),
    ).resolves.toMatchObject({ id: person.id });
    expect(await isResetOpen(world.services, token)).toBe(false);
    await expect(resetWithToken(world.services, { token, newPassword, ip: '10.0.0.1' })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await actionsOf(world.store, person.id)).slice(0, 2)).toEqual(['password.forgot', 'password.reset']);
  });

  it('is set by one of two who use the link at the same time', async () => {
    const token = await linkFor((await world.join()).email, '10.0.1.1');
    const use = () => resetWithToken(world.services, { token, newPassword, ip: '10.0.1.1' });
    const ends = await Promise.allSettled([use(), use()]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is not set by a link that is older than an hour, or of which a newer one was used', async () => {
    const person = await world.join();
    const [first, second] = [await linkFor(person.email, '10.0.2.1'), await linkFor(person.email, '10.0.2.1')];
    await resetWithToken(world.services, { token: second, newPassword, ip: '10.0.2.1' });
    expect(await isResetOpen(world.services, first)).toBe(false);
    const third = await linkFor(person.email, '10.0.2.1');
    world.clock.advance(60 * 60_000);
    await expect(resetWithToken(world.services, { token: third, newPassword, ip: '10.0.2.1' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is answered alike before anybody looks who signs in with the address', async () => {
    const asked: string[] = [];
    const users = {
      ...world.store.users,
      findByEmail: (email: string) => {
        asked.push(email);
        return new Promise<never>(() => undefined);
      },
    };
    const slow: Services['store'] = { ...world.store, users };
    for (const email of [(await world.join()).email, 'nobody@example.com'])
      expect(requestReset({ ...deps, store: slow }, { email, ip: '10.0.3.1' })).toEqual({
        sending: expect.any(Promise) as Promise<void>,
      });
    expect(asked).toHaveLength(2);
    const before = server.mails.length;
    await requestReset(deps, { email: 'nobody@example.com', ip: '10.0.3.2' }).sending;
    expect(server.mails).toHaveLength(before);
  });

  it('is asked for three times an hour for an account that is there or not, ten times from an address', async () => {
    for (const email of [(await world.join()).email, 'unknown@example.com']) {
      for (let n = 0; n < 3; n += 1) await requestReset(deps, { email, ip: `10.1.${n}.1` }).sending;
      expect(() => requestReset(deps, { email, ip: '10.1.9.1' })).toThrow(
        expect.objectContaining({ code: 'rate_limited', retryAfterMs: 60 * 60_000 }) as Error,
      );
    }
    for (let n = 0; n < 10; n += 1) await requestReset(deps, { email: `x${n}@example.com`, ip: '10.2.0.1' }).sending;
    expect(() => requestReset(deps, { email: 'y@example.com', ip: '10.2.0.1' })).toThrow(
      expect.objectContaining({ code: 'rate_limited' }) as Error,
    );
  });

  it('needs a mail server, and says what to do without', () => {
    const mail = createMailer(undefined);
    expect(() => requestReset({ ...deps, mail }, { email: 'a@example.com', ip: '10.3.0.1' })).toThrow(
      'npm run reset-password',
    );
  });
});
