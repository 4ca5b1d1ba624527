import { randomUUID } from 'node:crypto';
import { SendError } from '@/lib/notify/sending/sender';
import { scrubber } from '@/lib/notify/transport/scrub';
import { automaticHeaders, sendOverSmtp, type SmtpServer } from '@/lib/notify/transport/smtp-conversation';
import type { Mailer } from './mail';

export type MailerOptions = {
  /** `smtp://user:password@host:587`, STARTTLS where it is offered, or `smtps://…:465`. */
  smtpUrl: string;
  from: string;
  /** Certificates of authorities to trust instead of Node's own, PEM. */
  ca?: string;
};

/** The mailer of a mail server; without one, a mailer that says which setting is missing. */
export function createMailer(options: MailerOptions | undefined): Mailer {
  if (options === undefined) {
    const refusal = 'No mail is sent: set SIGHTGLASS_SMTP_URL and SIGHTGLASS_MAIL_FROM.';
    return { isConfigured: false, send: () => Promise.reject(new SendError(refusal, true)) };
  }
  const { from, ca } = options;
  const server = smtpServerOf(options.smtpUrl);
  const scrub = scrubber({ password: server.password ?? '' }, server.user);
  // Whoever runs the portal chose this server, so it may be on this machine or in a private network.
  const guard = { isPrivateAllowed: true, ...(ca === undefined ? {} : { ca }) };
  return {
    isConfigured: true,
    async send({ to, subject, text, html }) {
      try {
        await sendOverSmtp(server, guard, {
          from: { name: 'Sightglass', address: from },
          to,
          subject,
          text,
          ...(html === undefined ? {} : { html }),
          messageId: `<${randomUUID()}@${from.split('@').at(-1) ?? 'sightglass'}>`,
          headers: automaticHeaders,
        });
      } catch (error) {
        // A server may repeat what it was sent.
        if (error instanceof SendError) throw new SendError(scrub(error.message), error.isPermanent);
        throw error;
      }
    },
  };
}

function smtpServerOf(smtpUrl: string): SmtpServer {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const secure = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(username === '' ? {} : { user: decodeURIComponent(username), password: decodeURIComponent(password) }),
  };
}
