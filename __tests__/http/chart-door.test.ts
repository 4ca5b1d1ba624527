import { attachmentName } from '@/lib/http/attachment-name';
import { fileResponse } from '@/lib/http/chart-door';
import { AppError } from '@/lib/errors/app-error';

const etag = '"abc"';
const file = {
  body: Buffer.from('<svg/>'),
  etag,
  form: 'image.svg',
  title: 'Sign-ups',
  asOf: Date.parse('2026-11-28T12:00:00Z'),
} as const;
const good = {
  ...file,
  status: 200,
  maxAgeS: 86,
  staleReason: undefined,
} as const;
const own = { scope: 'private', mostS: Infinity } as const;
const shared = { scope: 'public', mostS: 60 } as const;
const ask = (tag?: string) => new Request('http://x/', tag === undefined ? {} : { headers: { 'if-none-match': tag } });

describe('the response of a chart by URL', () => {
  it('says how long it may be kept, and by whom', () => {
    const { headers } = fileResponse(good, ask(), own);
    expect(headers.get('cache-control')).toBe('private, max-age=86, stale-while-revalidate=860, stale-if-error=86400');
    expect(headers.get('vary')).toContain('Authorization');
    expect(headers.get('etag')).toBe(etag);
    expect(headers.get('last-modified')).toBe('Sat, 28 Nov 2026 12:00:00 GMT');
    const open = fileResponse(good, ask(), shared).headers;
    expect(open.get('vary')).toBeNull();
    // No longer than the access itself.
    expect(open.get('cache-control')).toBe('public, max-age=60, stale-while-revalidate=60, stale-if-error=60');
  });

  it('lets a picture do nothing where it is opened as a document', () => {
    const { headers } = fileResponse(good, ask(), shared);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*sandbox$/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
  });

  it.each([
    ['"abc"', 304],
    ['"x", W/"abc"', 304],
    ['*', 304],
    ['"abcd"', 200],
    [undefined, 200],
  ])('to somebody who has %s is %d', async (tag, status) => {
    const reply = fileResponse(good, ask(tag), own);
    expect(reply.status).toBe(status);
    expect(await reply.text()).toBe(status === 304 ? '' : '<svg/>');
    expect(reply.headers.get('etag')).toBe(etag);
  });

  it('is kept by nobody when it only says what is the matter', () => {
    const error = new AppError('engine_unavailable', 'The engine is away.', { retryAfterMs: 1_500 });
    const reply = fileResponse({ ...file, status: 503, error }, ask(etag), shared);
    expect([reply.status, reply.headers.get('cache-control'), reply.headers.get('retry-after')]).toEqual([
      503,
      'no-store',
      '2',
    ]);
    expect(reply.headers.get('etag')).toBeNull();
  });
});

describe('the name of a file', () => {
  it.each([
    ['Sign-ups by country', 'filename="sign-ups-by-country.csv"'],
    ['Größe', `filename="groe.csv"; filename*=UTF-8''gr%C3%B6%C3%9Fe.csv`],
    ['日本', `filename="chart.csv"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.csv`],
    ['../../etc/passwd"\r\nx: y', 'filename="etc-passwd-x-y.csv"'],
    ['…', 'filename="chart.csv"'],
  ])('of %j is %s', (title, name) => {
    expect(attachmentName(title, 'csv')).toBe(name);
  });
});
