import { Secret } from 'otpauth';
import { newTotpSecret, stepOfCode, totpUri } from '@/lib/auth/second-factor/totp';

/** The secret of RFC 6238, appendix B, and the last six digits of its table for SHA-1. */
const secret = Secret.fromLatin1('12345678901234567890').base32;
const second = 1_000;

it.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('at %d s the code is %s', (at, code) => {
  expect(stepOfCode(secret, code, at * second)).toBe(Math.floor(at / 30));
});

it('takes the code of the step before and after, and says which step it is of', () => {
  const step = Math.floor(1_111_111_109 / 30);
  const at = (offset: number) => (step + offset) * 30 * second;
  expect([-2, -1, 0, 1, 2].map((offset) => stepOfCode(secret, '081804', at(offset)))).toEqual([
    null,
    step,
    step,
    step,
    null,
  ]);
});

it.each(['', '081805', '81804', '0818040', 'abcdef', '０８１８０４'])('refuses %j', (code) => {
  expect(stepOfCode(secret, code, 1_111_111_109 * second)).toBeNull();
});

it('makes secrets of 160 bits, and an address that apps read', () => {
  const made = newTotpSecret();
  expect(made).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret()).not.toBe(made);
  const uri = new URL(totpUri(made, { issuer: 'Sightglass', label: 'ada+x@example.com' }));
  expect(uri.protocol).toBe('otpauth:');
  expect(decodeURIComponent(uri.pathname)).toBe('/Sightglass:ada+x@example.com');
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    ...{ secret: made, issuer: 'Sightglass', algorithm: 'SHA1', digits: '6', period: '30' },
  });
});
