/** Why a sign-in was refused. `wrong` never tells which of the two was wrong. */
export type SignInFault =
  { ok: false; reason: 'wrong' | 'failed' } | { ok: false; reason: 'limited'; waitSeconds: number };

/** Reads the `error` that next-auth puts into the address: `CredentialsSignin`, `rate_limited:SECONDS` or another code. */
export function faultOf(error: string): SignInFault {
  const limited = /^rate_limited(?::(\d+))?$/.exec(error);
  if (limited) return { ok: false, reason: 'limited', waitSeconds: Number(limited[1] ?? 60) };
  return { ok: false, reason: error === 'CredentialsSignin' ? 'wrong' : 'failed' };
}
