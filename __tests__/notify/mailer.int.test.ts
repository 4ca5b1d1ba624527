import { createMailer } from '@/lib/notify/mail/create-mailer';
import { isSendError } from '@/lib/notify/sending/sender';
import { reply, startMailServer, type MailServer } from './mail-server';

let server: MailServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

const from = 'portal@shop.example';
const mail = {
  to: 'ada@example.com',
  subject: 'Your new password',
  text: 'Open the link.',
  html: '<p>Open the link.</p>',
};

describe("the portal's own mail", () => {
  it('arrives with text, HTML and nobody to answer automatically', async () => {
    server = await startMailServer({ hideSTARTTLS: true, allowInsecureAuth: true });
    const { isConfigured, send } = createMailer({ smtpUrl: `smtp://portal:right@127.0.0.1:${server.port}`, from });
    await send(mail);
    expect(isConfigured).toBe(true);
    expect(server.users).toEqual(['portal']);
    expect(server.mails[0]).toMatchObject({ subject: mail.subject, text: mail.text, html: mail.html });
    expect(server.mails[0]?.from?.text).toBe(`"Sightglass" <${from}>`);
    expect(server.mails[0]?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(server.mails[0]?.messageId).toMatch(/^<[0-9a-f-]{36}@shop\.example>$/);
  });

  it('takes user and password out of what the server says', async () => {
    server = await startMailServer({
      hideSTARTTLS: true,
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, done) => done(reply(535, `no ${password ?? ''}`)),
    });
    const { send } = createMailer({ smtpUrl: `smtp://portal:p%40ss-word-1@127.0.0.1:${server.port}`, from });
    const fault: unknown = await send(mail).catch((error: unknown) => error);
    expect(isSendError(fault) && fault.message).toBe('The mail server answered: 535 no …');
  });

  it('names the setting when there is no server', async () => {
    const { isConfigured, send } = createMailer(undefined);
    expect(isConfigured).toBe(false);
    await expect(send(mail)).rejects.toThrow('SIGHTGLASS_SMTP_URL');
  });
});
