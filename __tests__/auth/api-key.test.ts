import { apiKeyPrefix, hashApiKey, isSameHash, newApiKeyText, parseBearer, parseKey } from '@/lib/auth/api-key';
import { randomPassword } from '@/lib/auth/random-text';
import { workspaceSlug } from '@/lib/auth/workspace-slug';

it('makes keys of 256 random bits whose prefix says what they are for', () => {
  expect(newApiKeyText(['ingest'])).toMatch(/^sgw_[A-Za-z0-9]{43}$/);
  expect(newApiKeyText(['query'])).toMatch(/^sga_[A-Za-z0-9]{43}$/);
  expect(newApiKeyText(['ingest', 'query'])).toMatch(/^sga_/);
  expect(new Set(Array.from({ length: 200 }, () => newApiKeyText(['ingest']))).size).toBe(200);
});

it('hashes with SHA-256', () => {
  expect(hashApiKey('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

it('shows at most a quarter of a key', () => {
  expect(apiKeyPrefix('sgw_ABCDEFGHIJKLMNOPQRSTUVWXYZ')).toBe('sgw_ABC');
  expect(apiKeyPrefix(newApiKeyText(['ingest']))).toHaveLength(8);
  expect(apiKeyPrefix('sixteen-chars-ok')).toBe('sixt');
});

it.each([
  ['Bearer abc', 'abc'],
  ['bearer   abc  ', 'abc'],
  ['Bearer sgw_A-b.c~d+e/f=', 'sgw_A-b.c~d+e/f='],
  ['Bearer', null],
  ['Bearer  ', null],
  ['Bearer a b', null],
  ['Basic abc', null],
  ['abc', null],
  ['', null],
  [null, null],
  [undefined, null],
  [`Bearer ${'x'.repeat(513)}`, null],
  ['Bearer schlüssel', null],
])('reads the key of the header %j as %j', (header, key) => expect(parseBearer(header)).toBe(key));

it('compares hashes of any length', () => {
  expect(isSameHash('aa', 'aa')).toBe(true);
  expect(isSameHash('aa', 'ab')).toBe(false);
  expect(isSameHash('aa', 'aaa')).toBe(false);
});

it('makes passwords that can be read from a screen', () => {
  expect(randomPassword()).toMatch(/^[a-hj-km-np-z2-9]{5}(-[a-hj-km-np-z2-9]{5}){3}$/);
  expect(randomPassword()).not.toBe(randomPassword());
});

it.each([
  ['main', 'main'],
  ['Café Nord GmbH & Co.', 'cafe-nord-gmbh-co'],
  ['  --  ', 'main'],
  ['Продукт', 'main'],
  ['System', 'system-main'],
  ['sample', 'sample-main'],
  ['x'.repeat(80), 'x'.repeat(35)],
])('names the workspace %j %j in URLs', (name, slug) => expect(workspaceSlug(name)).toBe(slug));

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
it.each([
  [basic('amtool:sga_key'), 'sga_key'],
  [basic('sga_key:'), 'sga_key'],
  [basic('sga_key'), 'sga_key'],
  [basic('amtool:with:colons'), 'with:colons'],
  [basic('amtool:with space'), null],
  ['Basic !!', null],
  ['Bearer sga_key', 'sga_key'],
  [null, null],
])('reads the key of the header %j as %j, also in place of a password', (header, key) =>
  expect(parseKey(header)).toBe(key),
);
