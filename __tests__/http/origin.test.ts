import { sameOrigin } from '@/lib/http/origin';

const request = (method: string, headers: Record<string, string>) =>
  new Request('http://portal.example/api/keys', { method, headers });

describe('the guard against requests of other sites', () => {
  it.each([
    ['a read from anywhere', 'GET', { 'sec-fetch-site': 'cross-site' }, true],
    ['a write from our own page', 'POST', { 'sec-fetch-site': 'same-origin' }, true],
    ['a write from another site', 'POST', { 'sec-fetch-site': 'cross-site' }, false],
    ['a write from a sibling domain', 'POST', { 'sec-fetch-site': 'same-site' }, false],
    [
      'a write with our origin from an old browser',
      'POST',
      { origin: 'http://portal.example', host: 'portal.example' },
      true,
    ],
    ['a write with a foreign origin', 'DELETE', { origin: 'http://evil.example', host: 'portal.example' }, false],
    ['a write with a broken origin', 'POST', { origin: 'null', host: 'portal.example' }, false],
    ['a write of a script without either header', 'POST', {}, true],
  ])('%s: %s %j is allowed: %s', (_what, method, headers, expected) => {
    expect(sameOrigin(request(method, headers as Record<string, string>))).toBe(expected);
  });
});
