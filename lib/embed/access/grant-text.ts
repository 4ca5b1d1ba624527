import { hkdfSync } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { EmbedGrant } from '@/lib/model/embed-grant';
import { secondMs } from '@/lib/time/duration';
import { refusal } from '@/lib/embed/refusal';

export type GrantText = {
  /** What a page gives its own script to open the stream with. */
  sign(workspaceId: string, grant: EmbedGrant): Promise<string>;
  /** Throws `unauthenticated`. */
  open(text: string, now: number): Promise<{ workspaceId: string; grant: EmbedGrant }>;
  /** What whoever knew the password of a link goes on with, in place of a cookie. */
  signPassed(shareId: string, expiresAt: number): Promise<string>;
  isPassed(text: string, of: { shareId: string; now: number }): Promise<boolean>;
};

/** Grants are signed by the portal for itself: HS256 under a key that HKDF-SHA256 (RFC 5869) derives from its secret. */
export function createGrantText(embedSecret: string): GrantText {
  const key = new Uint8Array(hkdfSync('sha256', embedSecret, '', 'sightglass embed grants', 32));
  const signed = (claims: Record<string, unknown>, of: { audience: string; expiresAt: number }) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(of.audience)
      .setExpirationTime(Math.floor(of.expiresAt / secondMs))
      .sign(key);
  const opened = async (text: string, of: { audience: string; now: number }) => {
    const checks = { algorithms: ['HS256'], audience: of.audience, currentDate: new Date(of.now) };
    return (await jwtVerify(text, key, { ...checks, requiredClaims: ['exp'] })).payload;
  };
  return {
    sign: (workspaceId, grant) => signed({ workspaceId, grant }, { audience: 'live', expiresAt: grant.expiresAt }),
    async open(text, now) {
      try {
        return (await opened(text, { audience: 'live', now })) as { workspaceId: string; grant: EmbedGrant };
      } catch (error) {
        throw refusal(error instanceof Error && error.name === 'JWTExpired' ? 'expired' : 'malformed', error);
      }
    },
    signPassed: (shareId, expiresAt) => signed({ sub: shareId }, { audience: 'password', expiresAt }),
    async isPassed(text, { shareId, now }) {
      try {
        return (await opened(text, { audience: 'password', now })).sub === shareId;
      } catch {
        // Forged or run out: the password is asked for again.
        return false;
      }
    },
  };
}
