import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { hostileText, hostileValue, jsonText, mutated, scribbled } from './hostile-values';
import { headersWith, packed, type Attempt } from './arbitrary-events';

const row = fc.record(
  {
    name: fc.oneof(fc.constantFrom('view', 'click'), hostileText),
    time: fc.oneof(
      fc.constantFrom('2025-05-01T12:00:00Z', 1_750_000_000, '01/05/2025 13:00', '0001-01-01', '9999-12-31'),
      hostileValue,
    ),
    user: hostileValue,
    value: hostileValue,
    properties: fc.dictionary(hostileText, hostileValue, { maxKeys: 4 }),
  },
  { requiredKeys: [] },
);
const ndjson = fc
  .array(jsonText(fc.oneof(row, mutated(row), hostileValue)), { minLength: 1, maxLength: 12 })
  .map((lines) => lines.join('\n'));

const cell = fc.oneof(
  fc.constantFrom(
    '2025-05-01 12:00:00',
    '17',
    '3.5',
    'DE',
    'true',
    '9007199254740993',
    '"a, b"',
    '"two\nlines"',
    '"open',
    'a"b',
    '""',
    '\\N',
  ),
  hostileText,
);
const csv = fc
  .tuple(
    fc.constantFrom(',', ';', '\t', '|'),
    fc.array(hostileText, { minLength: 1, maxLength: 5 }),
    fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 10 }),
    fc.boolean(),
  )
  .map(([delimiter, odd, rows, isUsual]) =>
    [isUsual ? ['time', 'user', 'country', '__proto__'] : odd, ...rows]
      .map((cells) => cells.join(delimiter))
      .join('\n'),
  );
const logLine = fc
  .tuple(hostileText, hostileText)
  .map(([path, agent]) => `10.0.0.1 - - [17/May/2025:10:05:01 +0000] "GET /${path} HTTP/1.1" 200 12 "-" "${agent}"`);
const log = fc.array(logLine, { minLength: 1, maxLength: 6 }).map((lines) => lines.join('\n'));

/** A real Parquet file, small; damaged by the caller. */
const parquetFile = (() => {
  try {
    return readFileSync('bench/fuzz/small.parquet');
  } catch {
    return Buffer.from('PAR1PAR1');
  }
})();
const parquet = fc.array(fc.tuple(fc.nat(parquetFile.length - 1), fc.nat(255)), { maxLength: 4 }).map((changes) => {
  const file = Buffer.from(parquetFile);
  for (const [at, byte] of changes) file[at] = byte;
  return file;
});

const content = fc.oneof(
  { weight: 5, arbitrary: fc.oneof(ndjson, csv, log).map((text) => Buffer.from(text)) },
  { weight: 2, arbitrary: scribbled(fc.oneof(ndjson, csv, log)).map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.oneof(ndjson, csv).map((text) => Buffer.from(text, 'latin1')) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 2, arbitrary: parquet },
);

export const fileAttempt: fc.Arbitrary<Attempt> = fc
  .record({
    headers: headersWith,
    body: packed(content),
    name: fc.oneof(fc.constantFrom('a.csv', 'b.ndjson.gz', '../../etc/passwd', ''), hostileText),
  })
  .map(({ name, ...sent }) => ({ path: `/api/imports?file=${encodeURIComponent(name.toWellFormed())}`, ...sent }));
