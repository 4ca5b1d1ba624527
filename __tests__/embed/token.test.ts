import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { refusalOf } from '@/lib/embed/refusal';
import { kidOf, signToken, verifyToken, type VerifyingKey } from '@/lib/embed/token';

const now = Date.UTC(2026, 10, 23, 12);
const secret = 'a-secret-of-forty-three-characters-or-so-12';
const pair = generateKeyPairSync('ed25519');
const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const hs: VerifyingKey = { kid: 'k1', isEnded: false, algorithm: 'HS256', secret };
const ed: VerifyingKey = { kid: 'k2', isEnded: false, algorithm: 'EdDSA', publicKey };
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });

type Parts = { head?: object; claims?: object };
const head = { alg: 'HS256', kid: 'k1', typ: 'JWT' };
const claims = {
  aud: 'sightglass',
  sub: 'chart:c1',
  params: { origin: ['ATL'] },
  iat: now / 1_000,
  exp: now / 1_000 + 600,
};
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const unsigned = (parts: Parts) => `${encode({ ...head, ...parts.head })}.${encode({ ...claims, ...parts.claims })}`;
const hmac = (text: string, key: string) => `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
const by = (parts: Parts, key = secret) => hmac(unsigned(parts), key);
const edSigned = (parts: Parts) => {
  const text = unsigned(parts);
  return `${text}.${sign(null, Buffer.from(text), pair.privateKey).toString('base64url')}`;
};
const rsaSigned = (parts: Parts) => {
  const text = unsigned(parts);
  return `${text}.${sign('sha256', Buffer.from(text), rsa.privateKey).toString('base64url')}`;
};
const [first = '', second = '', third = ''] = by({}).split('.');

async function outcome(token: string, key: VerifyingKey): Promise<string> {
  try {
    return (await verifyToken(token, key, now)).resourceId;
  } catch (error) {
    return refusalOf(error) ?? String(error);
  }
}

describe('a signed token of an embed', () => {
  it.each([
    ['HS256', { algorithm: 'HS256', secret } as const, hs],
    ['EdDSA', { algorithm: 'EdDSA', privateKey } as const, ed],
  ])('is read back as it was signed with %s', async (_, signing, key) => {
    const input = {
      kind: 'dashboard' as const,
      resourceId: 'd1',
      values: { origin: ['ATL', 'ORD'], n: [3] },
      kid: key.kid,
    };
    const token = await signToken({ ...input, expiresAt: now + 600_000 }, signing, now);
    expect(kidOf(token)).toBe(key.kid);
    expect(await verifyToken(token, key, now)).toEqual({ ...input, expiresAt: now + 600_000 });
  });

  it('may carry one value without a list, and no values at all', async () => {
    expect((await verifyToken(by({ claims: { params: { a: 'x', b: 2 } } }), hs, now)).values).toEqual({
      a: ['x'],
      b: [2],
    });
    expect((await verifyToken(by({ claims: { params: undefined } }), hs, now)).values).toEqual({});
  });

  it.each<[string, string, VerifyingKey, string]>([
    ['as it should be', by({}), hs, 'c1'],
    ['as it should be, with EdDSA', edSigned({ head: { alg: 'EdDSA', kid: 'k2' } }), ed, 'c1'],
    ['a little expired, within what clocks differ', by({ claims: { exp: now / 1_000 - 30 } }), hs, 'c1'],
    ['unsigned, with alg none', `${unsigned({ head: { alg: 'none' } })}.`, hs, 'wrong_algorithm'],
    ['unsigned, with alg NonE', `${unsigned({ head: { alg: 'NonE' } })}.`, hs, 'wrong_algorithm'],
    [
      'signed with the public key as if it were a secret',
      by({ head: { kid: 'k2' } }, publicKey),
      ed,
      'wrong_algorithm',
    ],
    ['the same, and says EdDSA', by({ head: { kid: 'k2', alg: 'EdDSA' } }, publicKey), ed, 'wrong_signature'],
    ['of RS256, to a secret', rsaSigned({ head: { alg: 'RS256' } }), hs, 'wrong_algorithm'],
    ['of RS256, that says HS256', rsaSigned({}), hs, 'wrong_signature'],
    ['of EdDSA, to a secret', edSigned({ head: { alg: 'EdDSA' } }), hs, 'wrong_algorithm'],
    ['of HS512', by({ head: { alg: 'HS512' } }), hs, 'wrong_algorithm'],
    ['signed with another secret', by({}, 'another-secret'), hs, 'wrong_signature'],
    [
      'with other claims than were signed',
      `${first}.${encode({ ...claims, sub: 'chart:c2' })}.${third}`,
      hs,
      'wrong_signature',
    ],
    ['with another header than was signed', `${encode({ ...head, x: 1 })}.${second}.${third}`, hs, 'wrong_signature'],
    ['cut off', `${first}.${second}.${third.slice(0, -3)}`, hs, 'wrong_signature'],
    ['without a signature', `${first}.${second}.`, hs, 'wrong_signature'],
    ['that brings its own key', by({ head: { jwk: { kty: 'oct', k: 'AAAA' } } }, '\0\0\0'), hs, 'wrong_signature'],
    ['with a critical header that nobody knows', by({ head: { crit: ['x'], x: 1 } }), hs, 'malformed'],
    ['that names another key', by({ head: { kid: 'k9' } }), hs, 'unknown_key'],
    ['without a kid', by({ head: { kid: undefined } }), hs, 'malformed'],
    ['with a kid that is a path', by({ head: { kid: '../../etc/passwd' } }), hs, 'malformed'],
    ['of a key that was ended', by({}), { ...hs, isEnded: true }, 'ended_key'],
    ['expired', by({ claims: { exp: now / 1_000 - 120 } }), hs, 'expired'],
    ['without an end', by({ claims: { exp: undefined } }), hs, 'wrong_claims'],
    ['with an end in words', by({ claims: { exp: 'tomorrow' } }), hs, 'wrong_claims'],
    ['valid for two days', by({ claims: { exp: now / 1_000 + 172_800 } }), hs, 'too_long'],
    ['valid for ever', by({ claims: { exp: 9e15 } }), hs, 'too_long'],
    ['signed tomorrow', by({ claims: { iat: now / 1_000 + 86_000, exp: now / 1_000 + 86_300 } }), hs, 'not_yet'],
    ['for later', by({ claims: { nbf: now / 1_000 + 600 } }), hs, 'not_yet'],
    ['for somebody else', by({ claims: { aud: 'metabase' } }), hs, 'wrong_audience'],
    ['for nobody', by({ claims: { aud: undefined } }), hs, 'wrong_audience'],
    ['about nothing', by({ claims: { sub: undefined } }), hs, 'wrong_claims'],
    ['about another kind of thing', by({ claims: { sub: 'workspace:w1' } }), hs, 'wrong_claims'],
    ['with nested values', by({ claims: { params: { origin: { or: [1] } } } }), hs, 'wrong_claims'],
    ['not a token', 'abc', hs, 'malformed'],
    ['empty', '', hs, 'malformed'],
    ['of 5 KB', by({ claims: { pad: 'x'.repeat(5_000) } }), hs, 'malformed'],
  ])('%s', async (_, token, key, expected) => {
    expect(await outcome(token, key)).toBe(expected);
  });
});
