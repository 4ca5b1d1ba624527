import fc from 'fast-check';

/** Texts that try to be more than a text. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    "'",
    "' OR 1=1 --",
    '"; DROP TABLE events; --',
    '`',
    '\\',
    "\\'",
    '{p0:String}',
    '{x:Identifier}',
    ') UNION ALL SELECT * FROM system.tables --',
    '/*',
    '*/',
    '-- x',
    '%',
    '\u0000',
    'a\u0000b',
    '\n',
    '\r\n',
    '\u2028',
    '\ud800',
    '\udfff x',
    '\ufeff',
    '🚲',
    'a.:Int64',
    'a.^b',
    'a[].b',
    '..',
    'a.b.',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'null',
    'NaN',
    '-Infinity',
    '9007199254740993',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '$1',
    '(a+)+$',
    '=1+1',
  ),
  fc.string({ unit: 'binary', maxLength: 16 }),
  fc.string({ maxLength: 16 }),
  fc.integer({ min: 190, max: 210 }).map((length) => 'x'.repeat(length)),
);

export const hostileNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    -1,
    1e9,
    1e21,
    2 ** 53,
    2 ** 53 + 2,
    -(2 ** 63),
    2 ** 64,
    1e308,
    -1e308,
    5e-324,
    8.64e15,
    -62_135_596_800_000,
  ),
  fc.double(),
  fc.integer(),
);

/** JSON of any shape, some of it nested deep. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 3, arbitrary: hostileNumber },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.dictionary(hostileText, fc.oneof(hostileText, hostileNumber), { maxKeys: 5 }) },
  { weight: 1, arbitrary: fc.nat(60).map((depth) => nested(depth)) },
);

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** Tokens that JSON.stringify never writes, put in place of `"@token"`. */
const tokens = fc.constantFrom(
  '1e400',
  '-1e400',
  '9007199254740993',
  '123456789012345678901234567890',
  '-0',
  '0.1234567890123456789',
  'NaN',
  'Infinity',
  '01',
  '.5',
  "'a'",
  '"\\ud800"',
  '"\\u0000"',
  '"\u0001"',
  'undefined',
  '"a":1,"a":2',
  '[1,]',
);

/** Somewhere in a value, another one: what a client with a fault would send. */
export const mutated = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      value,
      fc.array(fc.tuple(fc.nat(), fc.oneof(hostileValue, fc.constant('@token')), fc.nat(3)), { maxLength: 2 }),
    )
    .map(([whole, changes]) =>
      changes.reduce<unknown>((now, [place, next, how]) => changed(now, place, { next, how }), whole),
    );

/** Walks down by the digits of `place`, so that every part of the value can be hit. */
function changed(value: unknown, place: number, by: { next: unknown; how: number }): unknown {
  if (typeof value !== 'object' || value === null) return by.next;
  const keys = Object.keys(value);
  const key = keys[place % Math.max(1, keys.length)];
  if (key === undefined) return by.next;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...value }) as Record<string, unknown>;
  if (by.how === 1) delete copy[key];
  else if (by.how === 2) copy[`${key}x`] = by.next;
  else copy[key] = place % 7 < 3 ? by.next : changed(copy[key], Math.floor(place / 7), by);
  return copy;
}

/** JSON text, with a token in it that only a hand writes. */
export const jsonText = (value: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc
    .tuple(value, tokens)
    .map(([whole, token]) => (JSON.stringify(whole) ?? 'null').replaceAll('"@token"', () => token));

/** Text that was cut, doubled or scribbled on somewhere. */
export const scribbled = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(text, fc.nat(), fc.nat(8), fc.constantFrom('', '"', '{', '}', '[', ',', '\n', '\u0000', '\\', '\ud83d', ':'))
    .map(([whole, at, length, put]) => {
      const from = whole.length === 0 ? 0 : at % whole.length;
      return whole.slice(0, from) + put + whole.slice(from + length);
    });
