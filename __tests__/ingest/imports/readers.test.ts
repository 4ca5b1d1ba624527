import { readFile } from 'node:fs/promises';
import { sniffCsv } from '@/lib/ingest/imports/csv-dialect';
import { inferFormat } from '@/lib/ingest/imports/infer-format';
import { LineCounter } from '@/lib/ingest/imports/line-counter';
import { parseAccessLine } from '@/lib/ingest/imports/parse-access-line';
import type { RawRow } from '@/lib/ingest/imports/raw-row';
import { readRows } from '@/lib/ingest/imports/read-rows';
import type { ImportFormat } from '@/lib/model/import-job';
import { temporaryFile } from './files';

async function rowsOf(
  format: ImportFormat,
  content: string | Uint8Array,
  from = 0,
): Promise<{ file: string; rows: RawRow[] }> {
  const file = await temporaryFile('input', content);
  const rows: RawRow[] = [];
  for await (const some of readRows({ file, from, format, workspaceId: 'ws' })) rows.push(...some);
  return { file, rows };
}
const good = (rows: RawRow[]) => rows.flatMap(({ cells }) => (cells ? [cells] : []));
const bad = (rows: RawRow[]) => rows.filter(({ cells }) => cells === null);

describe('CSV', () => {
  const hostile =
    '\ufefftime;user;text\r\n2026-01-01;ü1;"a;b\r\nc ""x"""\r\n\r\n2026-01-02;u2;plain\r\n2026-01-03;u3;"open quote\r\n' +
    '2026-01-04;u4;x;extra\r\n2026-01-05;u5;"q" tail\r\n2026-01-06;u6;5" nail\r\n2026-01-07;u7;end';

  test('an open quote costs its own line only, and what is merely untidy is kept', async () => {
    const { file, rows } = await rowsOf('csv', hostile);
    expect(good(rows).map(({ user, text }) => [user, text])).toEqual([
      ['ü1', 'a;b\r\nc "x"'],
      ['u2', 'plain'],
      ['u5', '"q" tail'],
      ['u6', '5" nail'],
      ['u7', 'end'],
    ]);
    const lines = new LineCounter(file);
    const found = [];
    for (const row of bad(rows)) found.push([await lines.lineAt(row.start), row.cells === null && row.fault]);
    expect(found).toEqual([
      [6, expect.stringContaining('quote')],
      [7, 'has 4 cells where the file has 3 columns'],
    ]);
  });

  test('every position is one from which reading finds exactly the rest', async () => {
    const { file, rows } = await rowsOf('csv', hostile);
    expect(rows.at(-1)?.end).toBe((await readFile(file)).length);
    for (const [at, row] of rows.entries()) {
      const rest = await rowsOf('csv', await readFile(file), row.end);
      expect(rest.rows).toEqual(rows.slice(at + 1));
    }
  });

  test.each([
    ['a,b\n1,2\n3,4\n', ',', ['a', 'b'], true],
    ['a;b\n1,5;2\n3;4\n', ';', ['a', 'b'], true],
    ['a\tb\n1\t2\n', '\t', ['a', 'b'], true],
    ['a|b|c\n1|2|3\n', '|', ['a', 'b', 'c'], true],
    ['2026-01-01,5\n2026-01-02,6\n', ',', ['column1', 'column2'], false],
    ['1,2\n3,4\n', ',', ['column1', 'column2'], false],
    ['"quoted, name",b\n1,2\n', ',', ['quoted, name', 'b'], true],
  ])('%j is split at %j', (...[text, delimiter, columns, hasHeader]) => {
    expect(sniffCsv(Buffer.from(text))).toMatchObject({ delimiter, columns, hasHeader });
  });

  test('a quote that is never closed in a large file does not swallow it', async () => {
    const line = 'a,b,c\n';
    const { rows } = await rowsOf('csv', `x,y,z\n"open,b,c\n${line.repeat(250_000)}`);
    expect(good(rows)).toHaveLength(250_000);
    expect(bad(rows)).toHaveLength(1);
  });
});

describe('NDJSON', () => {
  test.each([
    ['{"a":1}\n{"a":2}', 2, 0],
    ['\ufeff{"a":1}\r\n\r\n{"a":2}\r\n', 2, 0],
    ['{"a":1}\n[1]\n"text"\nnull\n{"a":\n{"a":2}\n', 2, 4],
    ['', 0, 0],
    ['\n\n\n', 0, 0],
  ])('%j has %i good and %i bad rows', async (text, goodRows, badRows) => {
    const { rows } = await rowsOf('ndjson', text);
    expect([good(rows).length, bad(rows).length]).toEqual([goodRows, badRows]);
  });

  test('a line of several megabytes is one bad row and the next line is read', async () => {
    const { rows } = await rowsOf('ndjson', `{"a":"${'x'.repeat(3_000_000)}"}\n{"a":2}\n`);
    expect(bad(rows)).toEqual([expect.objectContaining({ start: 0, fault: 'the line is longer than 1 MB' })]);
    expect(good(rows)).toEqual([{ a: 2 }]);
  });
});

describe('access log', () => {
  const base = { ip: '1.2.3.4', time: '17/May/2015:10:05:03 +0000' };
  const start = '1.2.3.4 - - [17/May/2015:10:05:03 +0000]';
  test.each([
    [
      `${start} "GET /a?b=c HTTP/1.1" 200 12 "http://r/" "UA"`,
      {
        ...base,
        method: 'GET',
        path: '/a',
        query: 'b=c',
        status: 200,
        bytes: 12,
        referrer: 'http://r/',
        userAgent: 'UA',
      },
    ],
    [`${start} "GET /a HTTP/1.0" 304 -`, { ...base, method: 'GET', path: '/a', status: 304, bytes: 0 }],
    [`${start} "-" 408 0 "-" "-"`, { ...base, status: 408, bytes: 0 }],
    [`${start} "\\x16\\x03\\x01" 400 0 "-" "-"`, { ...base, path: '\\x16\\x03\\x01', status: 400, bytes: 0 }],
    [
      `${start} "GET /say-\\"hi\\" HTTP/1.1" 200 1 "-" "a \\"b\\""`,
      { ...base, method: 'GET', path: '/say-"hi"', status: 200, bytes: 1, userAgent: 'a "b"' },
    ],
    [
      `::1 - jo hn [17/May/2015:10:05:03 +0000] "POST / HTTP/2.0" 500 7 "-" "x"`,
      { ...base, ip: '::1', remoteUser: 'jo hn', method: 'POST', path: '/', status: 500, bytes: 7, userAgent: 'x' },
    ],
    ['nothing of the kind', null],
    ['', null],
  ])('%s', (line, cells) => {
    expect(parseAccessLine(line)).toEqual(cells);
  });

  test('addresses become visitors that differ between workspaces', async () => {
    const { rows } = await rowsOf('access-log', `${start} "GET / HTTP/1.1" 200 1 "-" "Mozilla Firefox/3"\n`);
    expect(good(rows)[0]).toMatchObject({
      visitor: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      browser: 'Firefox',
    });
  });
});

test.each([
  ['PAR1....', { ok: true, format: 'parquet' }],
  ['{"a":1}\n', { ok: true, format: 'ndjson' }],
  ['a,b\n1,2\n', { ok: true, format: 'csv' }],
  ['1.2.3.4 - - [17/May/2015:10:05:03 +0000] "GET / HTTP/1.1" 200 1\n', { ok: true, format: 'access-log' }],
  ['[{"a":1}]', { ok: false }],
  ['', { ok: false }],
  ['PK\u0003\u0004\u0000', { ok: false }],
])('%j is recognised by its content', (text, guess) => {
  expect(inferFormat(Buffer.from(text, 'latin1'))).toMatchObject(guess);
});
