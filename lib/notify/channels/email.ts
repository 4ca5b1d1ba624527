import { isIP, type Socket } from 'node:net';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { SendError } from '@/lib/notify/sending/sender';
import { networkFault } from '@/lib/notify/transport/network-fault';
import { quote } from '@/lib/notify/transport/answer-fault';
import { openSmtpSocket } from '@/lib/notify/transport/smtp-socket';
import type { Deliver, Outlet, Parcel } from './channel-types';
import { chartId, renderEmailHtml, renderEmailText, threadHeaders } from './email-message';
import { outlineOf } from './outline';

/** After the connection is there: sending, too, must end before whoever waits sends it again. */
const conversationMs = 15_000;

/** The mail of a message, with the chart in it when there is one. */
export function renderEmail(
  { settings, message, idempotencyKey, thread }: Omit<Parcel<'email'>, 'secrets'>,
  chart: Buffer | null,
): SendMailOptions & Record<'messageId' | 'subject' | 'text' | 'html', string> {
  const outline = outlineOf(message);
  const footer = `Sightglass sent this because of the policy "${message.policy}" to "${message.receiver}".`;
  return {
    from: { name: 'Sightglass', address: settings.from },
    to: settings.to,
    subject: outline.headline,
    text: renderEmailText(outline, footer),
    html: renderEmailHtml(outline, { footer, hasChart: chart !== null }),
    ...threadHeaders(message, { from: settings.from, idempotencyKey, thread }),
    date: new Date(message.at),
    // RFC 3834: nobody's holiday reply shall come back.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    ...(outline.isFiring && outline.severity === 'critical' ? { priority: 'high' } : {}),
    attachments:
      chart === null
        ? []
        : [
            {
              filename: 'chart.png',
              content: chart,
              cid: chartId,
              contentType: 'image/png',
              contentDisposition: 'inline',
            },
          ],
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

export const deliverEmail: Deliver<'email'> = async (parcel, outlet) => {
  const mail = renderEmail(parcel, await outlet.chart(parcel.message.chartSvg));
  const socket = await openSmtpSocket(outlet.guard, parcel.settings);
  const late = setTimeout(
    () => socket.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })),
    conversationMs,
  );
  try {
    const { accepted, rejected } = await transportOn(socket, parcel, outlet).sendMail(mail);
    if (rejected.length > 0)
      throw new SendError(
        `The mail server took it for ${accepted.length} of ${accepted.length + rejected.length} addresses and refused the others.`,
        true,
      );
    return parcel.thread ?? mail.messageId;
  } catch (error) {
    throw smtpFault(error);
  } finally {
    clearTimeout(late);
    socket.destroy();
  }
};

function transportOn(socket: Socket, { settings, secrets }: Parcel<'email'>, { guard }: Outlet) {
  const { host, port, secure, user } = settings;
  const hasPassword = user !== undefined && secrets.password !== undefined;
  return createTransport({
    host,
    port,
    secure,
    connection: socket,
    // A password goes over the network encrypted or not at all; only on this machine nobody can listen.
    requireTLS: hasPassword && !isLoopback(socket),
    ...(hasPassword ? { auth: { user, pass: secrets.password } } : {}),
    tls: {
      // Without a password, encryption that is offered is better than none, whoever vouches for it (RFC 7435).
      rejectUnauthorized: hasPassword || secure,
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
