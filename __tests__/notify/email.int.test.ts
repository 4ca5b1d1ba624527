import dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import os from 'node:os';
import type { SMTPServerOptions } from 'smtp-server';
import type { ChannelSecrets, SettingsOf } from '@/lib/model/channel';
import type { Notification } from '@/lib/model/notification';
import { createSender, type SenderOptions } from '@/lib/notify/sending/create-sender';
import { isSendError, type SendError } from '@/lib/notify/sending/sender';
import { channelRow, channelSecret } from './channel-row';
import { reply, startMailServer, type MailServer } from './mail-server';
import { message, resolved, svg } from './message';
import { makeCertificate } from './tls';

let servers: MailServer[] = [];
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});
async function start(options?: SMTPServerOptions): Promise<MailServer> {
  const server = await startMailServer(options);
  servers.push(server);
  return server;
}

/** `mail.example` is this machine. */
const lookup: LookupFunction = (_host, options, done) =>
  options.all === true ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
const certificate = makeCertificate();
const withTls = certificate === null ? it.skip : it;

type Change = { settings?: Partial<SettingsOf<'email'>>; secrets?: ChannelSecrets; sender?: Partial<SenderOptions> };
function send(port: number, of: Notification, { settings, secrets = {}, sender: own }: Change = {}, thread?: string) {
  const sender = createSender({ channelSecret, isPrivateAllowed: true, lookup, ...own });
  const channel = channelRow(
    sender,
    {
      kind: 'email',
      to: ['ada@example.com', 'bob@example.com'],
      from: 'portal@shop.example',
      host: 'mail.example',
      port,
      secure: false,
      sendResolved: true,
      ...settings,
    },
    secrets,
  );
  return sender.send(channel, of, { idempotencyKey: `key of ${of.occasion}`, thread: thread ?? null });
}
async function faultOf(sending: Promise<unknown>): Promise<SendError> {
  const error: unknown = await sending.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!isSendError(error)) throw new Error('it was sent');
  return error;
}
const withUser = { settings: { user: 'portal' }, secrets: { password: 'right' } };

describe('a mail', () => {
  it('has a subject, text, HTML and the chart in it', async () => {
    const { port, mails } = await start();
    await send(port, message({ chartSvg: svg }));
    const [mail] = mails;
    expect(mail).toMatchObject({ subject: '[FIRING:1] #12 Checkout fails' });
    expect(mail?.headers.get('priority')).toBe('high');
    expect(mail?.from?.text).toBe('"Sightglass" <portal@shop.example>');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.text).toContain('Open the incident: https://portal.example/incidents/i1?workspace=shop');
    expect(mail?.text).toContain('12 is above 5, for 2 min');
    expect(mail?.html).toContain('href="https://portal.example/incidents/i1?workspace=shop"');
    expect(mail?.attachments).toMatchObject([{ contentType: 'image/png', cid: 'chart@sightglass', related: true }]);
    // The parser puts the picture where the HTML refers to it.
    expect(mail?.html).toMatch(/<img src="data:image\/png;base64,/);
  });

  it('stands in one thread with the others of its group, under the same id when it is sent again', async () => {
    const { port, mails } = await start();
    const { thread } = await send(port, message());
    await send(port, message());
    await expect(send(port, resolved(), {}, thread ?? '')).resolves.toEqual({ thread });
    const [first, again, last] = mails;
    expect(first?.messageId).toBe(thread);
    expect(again?.messageId).toBe(first?.messageId);
    expect(last).toMatchObject({ subject: '[RESOLVED] #12 Checkout fails', inReplyTo: thread });
    const references = (of?: { references?: string | string[] }) => [of?.references ?? []].flat();
    expect(references(last)).toEqual([...references(first), thread]);
    expect(references(first)[0]).toMatch(/^<group\.[0-9a-f]{32}@shop\.example>$/);
  });

  withTls('goes encrypted when the server offers it, with user and password', async () => {
    const { port, mails, users } = await start({ ...certificate });
    await send(port, message(), { ...withUser, sender: { ca: certificate?.cert ?? '' } });
    expect(users).toEqual(['portal']);
    expect(mails).toHaveLength(1);
  });

  withTls('goes encrypted from the first byte when that is chosen', async () => {
    const { port, mails } = await start({ ...certificate, secure: true });
    await send(port, message(), {
      ...withUser,
      settings: { user: 'portal', secure: true },
      sender: { ca: certificate?.cert ?? '' },
    });
    expect(mails).toHaveLength(1);
  });

  it('goes to a server without encryption, but no password does', async () => {
    const { port, mails, users } = await start({ hideSTARTTLS: true, allowInsecureAuth: true });
    await send(port, message());
    expect(mails).toHaveLength(1);
    // This machine is the exception: nobody can listen in between.
    await send(port, message(), withUser);
    expect(users).toEqual(['portal']);
  });

  const outside = Object.values(os.networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address;
  (outside === undefined ? it.skip : it)('is not sent with a password over the network in the clear', async () => {
    const server = await startMailServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true }, outside);
    servers.push(server);
    const fault = await faultOf(
      send(server.port, message(), {
        ...withUser,
        settings: { user: 'portal', host: outside ?? '' },
        sender: { lookup: dns.lookup },
      }),
    );
    expect(fault).toMatchObject({ isPermanent: true });
    expect(fault.message).toContain('STARTTLS');
    expect(server.users).toEqual([]);
  });

  withTls('does not go to a server whose certificate nobody vouches for', async () => {
    const { port, mails } = await start({ ...certificate });
    const fault = await faultOf(send(port, message(), withUser));
    expect(fault.message).toContain('certificate');
    expect(mails).toEqual([]);
  });
});

describe('a mail server that refuses', () => {
  it.each([
    ['the password', withUser.settings, { password: 'wrong-password-123' }, {}, true],
    ['the sender for now', {}, {}, { onMailFrom: refuse(451, '4.3.0 try later') }, false],
    ['the sender for good', {}, {}, { onMailFrom: refuse(550, '5.7.1 not you') }, true],
    ['every address', {}, {}, { onRcptTo: refuse(550, '5.1.1 no such user') }, true],
    ['the message, being full', {}, {}, { onData: refuseData(452, '4.2.2 mailbox is full') }, false],
    ['the message for good', {}, {}, { onData: refuseData(554, '5.7.1 spam') }, true],
  ] as [string, object, ChannelSecrets, SMTPServerOptions, boolean][])(
    '%s is quoted, and tried again or not',
    async (_what, settings, secrets, options, isPermanent) => {
      const { port } = await start({ hideSTARTTLS: true, allowInsecureAuth: true, ...options });
      const fault = await faultOf(send(port, message(), { settings, secrets }));
      expect(fault).toMatchObject({ isPermanent });
      expect(fault.message).toMatch(/^The mail server /);
      expect(fault.message).not.toContain('wrong-password-123');
    },
  );

  it('one of several addresses is a failure that says so', async () => {
    const { port, mails } = await start({
      onRcptTo: ({ address }, _session, done) => done(address.startsWith('bob') ? reply(550, '5.1.1 no Bob') : null),
    });
    const fault = await faultOf(send(port, message()));
    expect(fault).toMatchObject({ isPermanent: true });
    expect(fault.message).toContain('1 of 2');
    expect(mails).toHaveLength(1);
  });

  it('to be there is tried again', async () => {
    const server = await startMailServer();
    await server.close();
    expect(await faultOf(send(server.port, message()))).toMatchObject({ isPermanent: false });
  });
});

/** smtp-server tells a refusal by the error that its handlers give. */
function refuse(code: number, text: string) {
  return (_address: unknown, _session: unknown, done: (error?: Error | null) => void) => done(reply(code, text));
}
function refuseData(code: number, text: string): SMTPServerOptions['onData'] {
  return (stream, _session, done) => {
    stream.resume();
    stream.on('end', () => done(reply(code, text)));
  };
}
