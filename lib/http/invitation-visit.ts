import { headers } from 'next/headers';
import { acceptInvitation, type acceptInvitationInput, type Joined } from '@/lib/auth/invitations/accept-invitation';
import { findInvitation } from '@/lib/auth/invitations/find-invitation';
import { createSignInLimiter, type SignInLimiter } from '@/lib/auth/sign-in-limiter';
import type { Services } from '@/lib/context';
import { AppError, isAppError } from '@/lib/errors/app-error';
import type { OpenInvitation } from '@/lib/model/access';
import { runtime } from '@/lib/runtime/runtime';
import { singleton } from '@/lib/process/singleton';
import { minuteMs } from '@/lib/time/duration';
import type { z } from 'zod';
import { clientIpHeader } from './client-ip';
import { sameOrigin } from './origin';
import type { Visit } from './route';
import { sessionOf } from './session-of';

type Body = z.output<typeof acceptInvitationInput>;

/** Links that do not work count like wrong passwords: 5 for one link and 20 for one address within 15 minutes. */
const limiter = (services: Services): SignInLimiter =>
  singleton('invitation-limiter', () =>
    createSignInLimiter(services.clock, { windowMs: 15 * minuteMs, maxPerAccount: 5, maxPerIp: 20 }),
  );

/** Joins for whoever is signed in where the link was opened, or for a new person. Throws `rate_limited` and what the verb throws. */
export async function acceptVisit(services: Services, { request, body }: Visit<Body>): Promise<Joined> {
  if (!sameOrigin(request)) throw new AppError('forbidden', 'Open the invitation on the portal itself.');
  const attempt = begin(services, request.headers, body.token);
  const userId = body.person === undefined ? ((await sessionOf(request.headers))?.userId ?? null) : null;
  try {
    const joined = await acceptInvitation(services, { ...body, userId });
    attempt.succeed();
    return joined;
  } catch (error) {
    // A link that works is no guess, whatever else is wrong.
    if (!isAppError(error) || error.code !== 'not_found') attempt.cancel();
    throw error;
  }
}

export type InvitationPage = {
  invitation: OpenInvitation | null;
  /** Too many links that do not work came from here. */
  isLimited: boolean;
  /** Who is signed in. */
  email: string | null;
};

/** What the page of an invitation's link shows. */
export async function invitationPage(token: string): Promise<InvitationPage> {
  const { services } = await runtime();
  const head = await headers();
  const userId = (await sessionOf(head))?.userId ?? null;
  const user = userId === null ? null : await services.store.users.find(userId);
  const email = user?.email ?? null;
  try {
    const attempt = begin(services, head, token);
    const invitation = await findInvitation(services, token);
    if (invitation !== null) attempt.succeed();
    return { invitation, isLimited: false, email };
  } catch (error) {
    if (isAppError(error) && error.code === 'rate_limited') return { invitation: null, isLimited: true, email };
    throw error;
  }
}

function begin(services: Services, head: Headers, token: string): ReturnType<SignInLimiter['begin']> {
  try {
    return limiter(services).begin({ account: token.slice(0, 100), ip: head.get(clientIpHeader) ?? 'unknown' });
  } catch (error) {
    if (!isAppError(error)) throw error;
    const options = error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs };
    throw new AppError('rate_limited', 'Too many links that do not work were tried. Wait some minutes.', options);
  }
}
