import fc from 'fast-check';
import { createSecretBox } from '@/lib/notify/sending/secret-box';
import { channelSecret } from './channel-row';

const box = createSecretBox(channelSecret);

describe('sealed secrets', () => {
  it('can be read with the secret of this installation', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (password) => {
        expect(createSecretBox(channelSecret).unseal(box.seal({ password }))).toEqual({ password });
      }),
      { numRuns: 100 },
    );
  });

  it('are nothing where nothing is stored', () => {
    expect(box.unseal(null)).toEqual({});
  });

  it('look different each time and show nothing of what they hold', () => {
    const [first, second] = [box.seal({ token: 'tk_12345678' }), box.seal({ token: 'tk_12345678' })];
    expect(first).not.toBe(second);
    expect(Buffer.from(first.slice(3), 'base64url').toString('latin1')).not.toContain('tk_');
    expect(first).toMatch(/^v1\.[\w-]+$/);
  });

  it.each([
    ['another installation', () => box.seal({ token: 'x' }), createSecretBox('another secret of 32 characters!!')],
    ['one changed bit', () => changed(box.seal({ token: 'x' })), box],
    ['another version', () => box.seal({ token: 'x' }).replace('v1', 'v2'), box],
    ['too little', () => 'v1.AAAA', box],
    ['nonsense', () => 'hello', box],
  ])('cannot be read from %s', (_what, sealed, by) => {
    expect(() => by.unseal(sealed())).toThrow(/secrets\.json/);
  });
});

function changed(sealed: string): string {
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  return `v1.${bytes.toString('base64url')}`;
}
