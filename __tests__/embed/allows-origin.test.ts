import { allowsOrigin } from '@/lib/embed/draw/allows-origin';
import { frameAncestorSchema } from '@/lib/model/embed';

const own = 'https://portal.example';

it.each<[string[], string, boolean]>([
  [[], own, true],
  [[], 'https://www.example.com', false],
  [['*'], 'https://www.example.com', true],
  [['https://www.example.com'], 'https://www.example.com', true],
  [['https://www.example.com'], 'http://www.example.com', false],
  [['https://www.example.com'], 'https://www.example.com:8443', false],
  [['https://www.example.com:*'], 'https://www.example.com:8443', true],
  [['https://www.example.com'], 'https://www.example.com.evil.test', false],
  [['https://*.example.com'], 'https://a.b.example.com', true],
  [['https://*.example.com'], 'https://example.com', false],
  [['https://*.example.com'], 'https://evilexample.com', false],
  [['https://www.example.com'], 'null', false],
])('a page that %j may frame, and %s: %s', (sites, origin, expected) => {
  expect(allowsOrigin(sites, origin, own)).toBe(expected);
});

it.each([
  ['https://www.example.com', true],
  ['http://localhost:3000', true],
  ['https://*.example.com:*', true],
  ['*', true],
  ['www.example.com', false],
  ['https://www.example.com/path', false],
  ["'unsafe-inline'", false],
  ['https://a.example; script-src *', false],
  ['https://a.example https://b.example', false],
  ['javascript://x', false],
])('the site %s can be named: %s', (site, expected) => {
  expect(frameAncestorSchema.safeParse(site).success).toBe(expected);
});
