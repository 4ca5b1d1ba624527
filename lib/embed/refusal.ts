import { AppError, isAppError, type ErrorCode } from '@/lib/errors/app-error';

/** Why an embed is not shown, in words for whoever watches and for whoever built the page. */
const refusals = {
  malformed: [
    'unauthenticated',
    'This is not a token of Sightglass: it has to be a signed JWT that names its key as "kid".',
  ],
  unknown_key: ['unauthenticated', 'The key that signed this token is not known.'],
  ended_key: ['unauthenticated', 'The key that signed this token has been ended.'],
  wrong_algorithm: ['unauthenticated', 'The token says another algorithm than its key has.'],
  wrong_signature: ['unauthenticated', 'The signature of this token is not the one of its key.'],
  wrong_audience: ['unauthenticated', 'The token is not for Sightglass: its "aud" has to be "sightglass".'],
  wrong_claims: ['unauthenticated', 'The token needs "sub", "exp" and, if it has values, "params" in the right form.'],
  expired: ['unauthenticated', 'This access has expired. Reload the page that shows it to get a new one.'],
  too_long: ['unauthenticated', 'The token is valid for too long: "exp" may be at most one day ahead.'],
  not_yet: ['unauthenticated', 'The token is not valid yet: look at the clock of the machine that signs.'],
  wrong_resource: ['forbidden', 'This token is for another chart or dashboard.'],
  wrong_embed: ['forbidden', 'The key that signed this token is for another embed.'],
  ended_share: ['unauthenticated', 'This link does not exist or has been ended.'],
  expired_share: ['unauthenticated', 'This link has expired.'],
  wrong_password: ['unauthenticated', 'This is not the password of the link.'],
  disabled: ['forbidden', 'This embed has been switched off.'],
  missing: ['not_found', 'There is nothing to be seen here any more.'],
  no_access: ['unauthenticated', 'This needs a signed token, a share link, or to be signed in.'],
} as const satisfies Record<string, readonly [ErrorCode, string]>;

export type RefusalReason = keyof typeof refusals;

/** The error for a reason; `refusalOf` finds the reason in it again. */
export function refusal(reason: RefusalReason, cause?: unknown): AppError {
  const [code, message] = refusals[reason];
  return new AppError(code, message, { detail: { refusal: reason }, ...(cause !== undefined && { cause }) });
}

export function refusalOf(error: unknown): RefusalReason | null {
  if (!isAppError(error)) return null;
  const { detail } = error;
  if (typeof detail !== 'object' || detail === null || !('refusal' in detail)) return null;
  return typeof detail.refusal === 'string' && detail.refusal in refusals ? (detail.refusal as RefusalReason) : null;
}
