import { Secret, TOTP } from 'otpauth';

/** RFC 6238 with what every authenticator app assumes: SHA-1, six digits, steps of 30 seconds. */
const form = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
/** A step to either side, for clocks that differ and people who type slowly (RFC 6238, 5.2). */
const window = 1;

/** 160 random bits (RFC 4226, R6) in base32, as people type it into an app. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** The address in the QR code; the app shows issuer and label. */
export function totpUri(secret: string, { issuer, label }: { issuer: string; label: string }): string {
  return new TOTP({ ...form, issuer, label, secret: Secret.fromBase32(secret) }).toString();
}

/** The time step that a code belongs to, within one step of `now` (Unix ms); null for a wrong code. Compares in constant time. */
export function stepOfCode(secret: string, code: string, now: number): number | null {
  // The library throws for six characters that are more bytes.
  if (!/^[0-9]{6}$/.test(code)) return null;
  const totp = new TOTP({ ...form, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code, timestamp: now, window });
  return delta === null ? null : totp.counter({ timestamp: now }) + delta;
}
