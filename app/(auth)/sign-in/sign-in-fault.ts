/** Why a sign-in was refused. `wrong` never tells which of the two was wrong; `code` asks for the second factor. */
export type SignInFault =
  | { ok: false; reason: 'wrong' | 'failed' | 'code' | 'wrong_code' | 'sso_away' }
  | { ok: false; reason: 'limited'; waitSeconds: number }
  | { ok: false; reason: 'sso_refused'; why: SsoRefusal };

/** What each refusal of the identity provider's people means, and what helps. */
export const ssoRefusals = {
  oidc_no_role: 'Your account at the identity provider has no role here. Ask an administrator to give you one.',
  oidc_no_email: 'The identity provider tells no email address. Ask an administrator to release it to this portal.',
  oidc_unverified:
    'An account with your email is here already, and the identity provider has not verified that the email is yours. Sign in with the password, or have the email verified.',
  oidc_other_subject: 'The account with your email belongs to somebody else at the identity provider.',
  AccessDenied: 'The identity provider refused the sign-in.',
  OAuthCallback: 'The identity provider did not finish the sign-in, or it took too long. Try again.',
  Callback: 'The sign-in was interrupted. Try again.',
} as const;
export type SsoRefusal = keyof typeof ssoRefusals;

const plain: Record<string, Exclude<SignInFault['reason'], 'limited' | 'sso_refused'>> = {
  CredentialsSignin: 'wrong',
  second_factor: 'code',
  wrong_code: 'wrong_code',
  OAuthSignin: 'sso_away',
};

/** Reads the `error` that next-auth puts into the address: one of its own words, `rate_limited:SECONDS` or one of our codes. */
export function faultOf(error: string): SignInFault {
  const limited = /^rate_limited(?::(\d+))?$/.exec(error);
  if (limited) return { ok: false, reason: 'limited', waitSeconds: Number(limited[1] ?? 60) };
  if (Object.hasOwn(ssoRefusals, error)) return { ok: false, reason: 'sso_refused', why: error as SsoRefusal };
  return { ok: false, reason: (Object.hasOwn(plain, error) ? plain[error] : undefined) ?? 'failed' };
}

/** Whether it is about the way through the identity provider. */
export const isSsoFault = ({ reason }: SignInFault): boolean => reason === 'sso_refused' || reason === 'sso_away';
