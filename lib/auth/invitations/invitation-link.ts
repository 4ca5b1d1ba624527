import { hash } from 'node:crypto';
import type { Context } from '@/lib/context';
import type { Role } from '@/lib/model/actor';
import { randomKeyText } from '../random-text';

/** 256 random bits. The prefix tells secret scanners what they found. */
export const newInvitationToken = (): string => `sgi_${randomKeyText()}`;

/** SHA-256, hex. Tokens are long and random, so unlike passwords they need no slow hash. */
export const hashInvitationToken = (token: string): string => hash('sha256', token, 'hex');

/** `isSent` false: nobody was written to, so the link has to be handed over by hand; `reason` says why. */
export type SentInvitation = { link: string; isSent: boolean; reason?: string };

type Letter = { token: string; email: string; role: Role; workspace: string; expiresAt: number };
type Ctx = Pick<Context, 'mail' | 'publicUrl' | 'log' | 'actor'>;

/** Writes to the invited address when there is a mail server. A mail that cannot be sent costs only itself: the link works. */
export async function sendInvitation(ctx: Ctx, letter: Letter): Promise<SentInvitation> {
  const link = `${ctx.publicUrl}/invite/${letter.token}`;
  if (!ctx.mail.isConfigured)
    return {
      link,
      isSent: false,
      reason: 'No mail server is set up. SIGHTGLASS_SMTP_URL and SIGHTGLASS_MAIL_FROM would send it.',
    };
  try {
    await ctx.mail.send({ to: letter.email, ...mailOf(ctx, letter, link) });
    return { link, isSent: true };
  } catch (error) {
    ctx.log.warn({ err: error }, 'an invitation could not be sent by mail');
    return { link, isSent: false, reason: 'The mail server did not take the mail.' };
  }
}

function mailOf(
  { actor }: Ctx,
  { role, workspace, expiresAt }: Letter,
  link: string,
): { subject: string; text: string } {
  const who = actor.kind === 'user' ? actor.email : 'An admin';
  // A name that somebody chose must not start a line of headers of its own.
  const name = workspace.replace(/\s+/g, ' ');
  return {
    subject: `Join ${name} on Sightglass`,
    text: `${who} invites you to the workspace "${name}" as ${role}.

Open this link to accept. It works once, until ${new Date(expiresAt).toUTCString()}:

${link}

If you do not know what this is about, you can ignore this mail.
`,
  };
}
