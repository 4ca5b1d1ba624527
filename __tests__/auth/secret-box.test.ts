import { createSecretBox } from '@/lib/auth/secret-box';

const purpose = 'test';
const [old, current] = ['an old secret of 32 characters or more', 'the new secret of 32 characters or more'];

it('opens what it sealed, never twice the same', () => {
  const box = createSecretBox({ secrets: [current], purpose });
  const sealed = box.seal('ünï');
  expect(sealed).not.toBe(box.seal('ünï'));
  expect(sealed).toMatch(/^v1\.[\w-]+$/);
  expect(box.unseal(sealed)).toBe('ünï');
});

it('opens what was sealed before the secret was changed, and seals with the new one only', () => {
  const before = createSecretBox({ secrets: [old], purpose });
  const between = createSecretBox({ secrets: [current, old], purpose });
  const after = createSecretBox({ secrets: [current], purpose });
  expect(between.unseal(before.seal('x'))).toBe('x');
  expect(after.unseal(between.seal(between.unseal(before.seal('x'))))).toBe('x');
  expect(() => after.unseal(before.seal('x'))).toThrow('another key');
});

it('opens nothing that was changed, or was sealed for another purpose', () => {
  const box = createSecretBox({ secrets: [current], purpose });
  const sealed = box.seal('secret');
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8((bytes[at] ?? 0) ^ 1, at);
    expect(() => box.unseal(`v1.${changed.toString('base64url')}`)).toThrow();
  }
  expect(() => createSecretBox({ secrets: [current], purpose: 'other' }).unseal(sealed)).toThrow();
  for (const wrong of ['', 'v1.', 'v2.abc', sealed.slice(0, 30)]) expect(() => box.unseal(wrong)).toThrow();
});
