import { isIP, type Socket } from 'node:net';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { SendError } from '@/lib/notify/sending/sender';
import { quote } from './answer-fault';
import type { GuardOptions } from './guard';
import { networkFault } from './network-fault';
import { openSmtpSocket } from './smtp-socket';

/** After the connection is there: sending, too, must end before whoever waits sends it again. */
const conversationMs = 15_000;

export type SmtpServer = {
  host: string;
  port: number;
  /** TLS from the first byte; else STARTTLS where it is offered. */
  secure: boolean;
  user?: string | undefined;
  password?: string | undefined;
};

/** Of mail that a program sends (RFC 3834): nobody's holiday reply shall come back. */
export const automaticHeaders = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };

/** Sends one mail over a connection of its own. Throws SendError, also when only some of the addresses were taken. */
export async function sendOverSmtp(server: SmtpServer, guard: GuardOptions, mail: SendMailOptions): Promise<void> {
  const socket = await openSmtpSocket(guard, server);
  const late = setTimeout(
    () => socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })),
    conversationMs,
  );
  try {
    const { accepted, rejected } = await transportOn(socket, server, guard).sendMail({
      ...mail,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    if (rejected.length > 0)
      throw new SendError(
        `The mail server took it for ${accepted.length} of ${accepted.length + rejected.length} addresses and refused the others.`,
        true,
      );
  } catch (error) {
    throw smtpFault(error);
  } finally {
    clearTimeout(late);
    socket.destroy();
  }
}

function transportOn(socket: Socket, { host, port, secure, user, password }: SmtpServer, guard: GuardOptions) {
  const auth = user !== undefined && password !== undefined ? { user, pass: password } : undefined;
  return createTransport({
    host,
    port,
    secure,
    connection: socket,
    // A password goes over the network encrypted or not at all; only on this machine nobody can listen.
    requireTLS: auth !== undefined && !isLoopback(socket),
    ...(auth === undefined ? {} : { auth }),
    tls: {
      // Without a password, encryption that is offered is better than none, whoever vouches for it (RFC 7435).
      rejectUnauthorized: auth !== undefined || secure,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(guard.ca === undefined ? {} : { ca: guard.ca }),
    },
    greetingTimeout: conversationMs,
    socketTimeout: conversationMs,
    logger: false,
  });
}

const isLoopback = ({ remoteAddress = '' }: Socket) => /^(::ffff:)?127\.|^::1$/.test(remoteAddress);

/** Replies of 400 to 499 are for now, of 500 for good (RFC 5321, 4.2.1). */
function smtpFault(error: unknown): SendError {
  if (error instanceof SendError) return error;
  const { responseCode, response, code, message } = error as Partial<
    Record<'response' | 'code' | 'message', string> & { responseCode: number }
  >;
  if (code === 'ETLS' && /STARTTLS/i.test(message ?? ''))
    return new SendError(
      'The mail server offers no encryption (STARTTLS), so the password is not sent to it. Choose TLS from the first byte, or remove the user.',
      true,
    );
  if (responseCode !== undefined) {
    const said = quote(response ?? '');
    return new SendError(`The mail server answered: ${said || String(responseCode)}`, responseCode >= 500);
  }
  if (/certificate|altnames/i.test(message ?? ''))
    return new SendError('Not sent: the certificate of the mail server is not one that is trusted here.', false);
  if (code === 'EAUTH') return new SendError('The mail server offers no way to sign in that is supported.', true);
  if (code === 'EENVELOPE') return new SendError('The mail server refused every address.', true);
  return networkFault(error);
}
