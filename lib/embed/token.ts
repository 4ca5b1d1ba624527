import { decodeProtectedHeader, errors, importPKCS8, importSPKI, jwtVerify, SignJWT, type CryptoKey } from 'jose';
import { z } from 'zod';
import { parameterValuesSchema, type EmbedKind, type KeyAlgorithm, type ParameterValues } from '@/lib/model/embed';
import { dayMs, secondMs } from '@/lib/time/duration';
import { refusal } from './refusal';

export const audience = 'sightglass';
/** A token is valid for at most this long: whoever builds the page signs a new one with each visit. */
export const maxTokenMs = dayMs;
/** By how much the clock of the machine that signs may differ. */
const toleranceMs = 60 * secondMs;
const maxTokenChars = 4_096;

/** What is known of a key; `secret` of HS256 as text, `publicKey` of EdDSA as PEM. */
export type VerifyingKey = { kid: string; isEnded: boolean } & (
  { algorithm: 'HS256'; secret: string } | { algorithm: 'EdDSA'; publicKey: string }
);

export type EmbedToken = {
  kid: string;
  kind: EmbedKind;
  resourceId: string;
  values: ParameterValues;
  /** Unix ms. */
  expiresAt: number;
};

const claimsSchema = z.object({
  sub: z.string().regex(/^(chart|dashboard):[\w-]{1,60}$/),
  exp: z.number(),
  iat: z.number().optional(),
  params: parameterValuesSchema.default({}),
});

/** The key that a token says it is signed with. Throws `unauthenticated` for what is no token. */
export function kidOf(token: string): string {
  try {
    if (token.length > maxTokenChars) throw new Error('too long');
    const { kid } = decodeProtectedHeader(token);
    if (typeof kid === 'string' && /^[\w-]{1,60}$/.test(kid)) return kid;
  } catch (error) {
    throw refusal('malformed', error);
  }
  throw refusal('malformed');
}

/**
 * Reads a signed token (RFC 7519) with the key it names. The algorithm is the key's and never the token's own word (RFC 8725,
 * 3.1), so neither `none` nor a public key taken for a secret gets through. Throws `unauthenticated`.
 */
export async function verifyToken(token: string, key: VerifyingKey, now: number): Promise<EmbedToken> {
  if (kidOf(token) !== key.kid) throw refusal('unknown_key');
  if (decodeProtectedHeader(token).alg !== key.algorithm) throw refusal('wrong_algorithm');
  const material = key.algorithm === 'HS256' ? encoded(key.secret) : await publicKeyOf(key.publicKey);
  const payload = await verified(token, material, { algorithm: key.algorithm, now });
  if (key.isEnded) throw refusal('ended_key');
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) throw refusal('wrong_claims', claims.error);
  const { sub, exp, iat = 0, params } = claims.data;
  const expiresAt = exp * secondMs;
  if (expiresAt > now + maxTokenMs + toleranceMs) throw refusal('too_long');
  if (iat * secondMs > now + toleranceMs) throw refusal('not_yet');
  const [kind = '', resourceId = ''] = sub.split(':');
  return { kid: key.kid, kind: kind as EmbedKind, resourceId, values: params, expiresAt };
}

type How = { algorithm: KeyAlgorithm; now: number };

async function verified(token: string, key: Uint8Array | CryptoKey, { algorithm, now }: How): Promise<unknown> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [algorithm],
      audience,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'sub'],
      clockTolerance: toleranceMs / secondMs,
    });
    return payload;
  } catch (error) {
    throw refusal(reasonOf(error), error);
  }
}

function reasonOf(error: unknown): Parameters<typeof refusal>[0] {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'wrong_signature';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return 'wrong_audience';
    return error.claim === 'nbf' ? 'not_yet' : 'wrong_claims';
  }
  return 'malformed';
}

const encoded = (secret: string): Uint8Array => new TextEncoder().encode(secret);

async function publicKeyOf(pem: string): Promise<CryptoKey> {
  try {
    return await importSPKI(pem, 'EdDSA');
  } catch (error) {
    throw refusal('wrong_algorithm', error);
  }
}

export type TokenInput = Pick<EmbedToken, 'kind' | 'resourceId' | 'values' | 'expiresAt' | 'kid'>;
/** `privateKey`: PEM (PKCS 8). */
export type SigningKey = { algorithm: 'HS256'; secret: string } | { algorithm: 'EdDSA'; privateKey: string };

/** Signs what `verifyToken` reads; the portal itself signs previews only, all other tokens are signed elsewhere. */
export async function signToken(input: TokenInput, key: SigningKey, now: number): Promise<string> {
  const material = key.algorithm === 'HS256' ? encoded(key.secret) : await importPKCS8(key.privateKey, 'EdDSA');
  return new SignJWT({ params: input.values })
    .setProtectedHeader({ alg: key.algorithm, kid: input.kid, typ: 'JWT' })
    .setAudience(audience)
    .setSubject(`${input.kind}:${input.resourceId}`)
    .setIssuedAt(Math.floor(now / secondMs))
    .setExpirationTime(Math.floor(input.expiresAt / secondMs))
    .sign(material);
}
