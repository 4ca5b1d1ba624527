import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export type MailServer = { port: number; mails: ParsedMail[]; users: string[]; close(): Promise<void> };

/** A real mail server on this machine that keeps what it gets; signs in whoever has the password `right`. */
export async function startMailServer(options: SMTPServerOptions = {}, host = '127.0.0.1'): Promise<MailServer> {
  const mails: ParsedMail[] = [];
  const users: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    onAuth: ({ username = '', password }, _session, done) => {
      if (password !== 'right') {
        done(new Error(`no ${password ?? ''}`));
        return;
      }
      users.push(username);
      done(null, { user: username });
    },
    onData: (stream, _session, done) => {
      void simpleParser(stream).then((mail) => {
        mails.push(mail);
        done();
      }, done);
    },
    ...options,
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, host, () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return { port, mails, users, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** What a server answers when it refuses: an error with the number of the reply. */
export const reply = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });
