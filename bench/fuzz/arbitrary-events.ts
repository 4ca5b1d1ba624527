import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { hostileNumber, hostileText, hostileValue, jsonText, mutated, scribbled } from './hostile-values';

/** One request: the path begins with a slash. */
export type Attempt = { path: string; headers: Record<string, string>; body: Uint8Array };

const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('view', 'click', 'pay') },
  { weight: 1, arbitrary: hostileText },
);
const now = Date.now();
const timestamp = fc.oneof(
  fc.integer({ min: now - 90 * 86_400_000, max: now + 3_600_000 }),
  fc.integer({ min: now - 86_400_000, max: now }).map((ms) => new Date(ms).toISOString()),
  hostileNumber,
  hostileText,
);
const properties = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      {
        country: fc.constantFrom('DE', 'US', "O'Brien"),
        delay: fc.oneof(fc.integer(), fc.string()),
        deep: fc.record({ plan: fc.constant('pro') }),
      },
      { requiredKeys: [] },
    ),
  },
  { weight: 2, arbitrary: fc.dictionary(hostileText, hostileValue, { maxKeys: 6 }) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 195, max: 260 })
      .map((count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]))),
  },
);
const event = fc.record(
  {
    name,
    timestamp,
    id: hostileText,
    userId: fc.constantFrom('u1', 'u2', ''),
    sessionId: hostileText,
    value: hostileNumber,
    properties,
  },
  { requiredKeys: ['name'] },
);
/** Mostly right, so that good and bad ones stand side by side. */
const item = fc.oneof(
  { weight: 3, arbitrary: event },
  { weight: 2, arbitrary: mutated(event) },
  { weight: 1, arbitrary: hostileValue },
);
const items = fc.array(item, { maxLength: 6 });

const lineEnd = fc.constantFrom('\n', '\r\n', '\n\n', '\r', '\u2028');
const text = fc.oneof(
  jsonText(item),
  jsonText(items),
  jsonText(fc.record({ batch: items, sentAt: timestamp }, { requiredKeys: ['batch'] })),
  jsonText(mutated(fc.record({ batch: items, sentAt: timestamp }))),
  fc.tuple(fc.array(jsonText(item), { maxLength: 6 }), lineEnd).map(([lines, end]) => lines.join(end)),
  scribbled(fc.array(jsonText(item), { maxLength: 4 }).map((lines) => lines.join('\n'))),
);

const encodings = fc.constantFrom<(text: string) => Buffer>(
  (whole) => Buffer.from(whole),
  (whole) => Buffer.from(whole),
  (whole) => Buffer.from(`\ufeff${whole}`),
  (whole) => Buffer.from(whole, 'latin1'),
  (whole) => Buffer.from(whole, 'utf16le'),
);
const plain = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(text, encodings).map(([whole, encode]) => encode(whole)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
);

/** As it is, packed, packed twice, packed and then cut or damaged. */
export const packed = (bytes: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> =>
  fc.tuple(bytes, fc.nat(16), fc.nat()).map(([whole, how, at]) => {
    if (how < 8 || how > 11) return whole;
    const zipped = gzipSync(whole);
    if (how === 8) return gzipSync(zipped);
    if (how === 9) return zipped.subarray(0, at % zipped.length);
    if (how === 10) zipped[at % zipped.length] = at % 256;
    return zipped;
  });

const encodingHeader = fc.oneof(
  { weight: 20, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom('gzip', 'GZIP ', 'identity', 'br', 'gzip, gzip', 'x\u00ff') },
);
const typeHeader = fc.constantFrom(
  '',
  'application/json',
  'text/plain',
  'application/x-ndjson',
  'image/png',
  'multipart/form-data',
);

export const headersWith = fc.tuple(encodingHeader, typeHeader).map(([encoding, type]) => ({
  ...(encoding === '' ? {} : { 'content-encoding': encoding }),
  ...(type === '' ? {} : { 'content-type': type }),
}));

export const eventAttempt: fc.Arbitrary<Attempt> = fc
  .record({ headers: headersWith, body: packed(plain) })
  .map((sent) => ({ path: '/api/events', ...sent }));
