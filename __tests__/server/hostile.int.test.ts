import { gzipSync } from 'node:zlib';
import { bearer } from './portal-client';
import { describeBuilt, endAll, newDataDir, startPortal, type PortalProcess } from './portal-process';
import { sendRaw } from './raw-http';

jest.setTimeout(120_000);
const key = 'sga_hostile_test_key_0123';
let portal: PortalProcess;

/** Starts a portal once for the whole file; only where it is built. */
const withPortal = (): void => {
  beforeAll(async () => {
    if (portal !== undefined) return;
    portal = startPortal(await newDataDir(), { SIGHTGLASS_LOG: 'silent', SIGHTGLASS_INIT_API_KEY: key });
    await portal.ready();
  });
};
afterAll(endAll);

type Sent = { body: string | Uint8Array | ReadableStream; headers?: Record<string, string> };
type Json = Record<string, unknown>;

async function post(path: string, { body, headers = {} }: Sent): Promise<{ status: number; type: string; json: Json }> {
  const init = { method: 'POST', headers: { ...bearer(key), ...headers }, body, duplex: 'half' };
  const reply = await fetch(`${portal.url}${path}`, init as RequestInit);
  const text = await reply.text();
  return {
    status: reply.status,
    type: reply.headers.get('content-type') ?? '',
    json: JSON.parse(text === '' ? '{}' : text) as Json,
  };
}

const ask = (spec: unknown, headers: Record<string, string> = {}) =>
  post('/api/query', { body: typeof spec === 'string' ? spec : JSON.stringify(spec), headers });

/** How many events of a name there are, whenever they happened. */
async function countOf(event: string, where: unknown[] = []): Promise<number> {
  const range = { from: '1971-01-01T00:00:00Z', to: new Date(Date.now() + 90_000_000).toISOString() };
  const { json } = await ask({ kind: 'total', measures: [{ agg: 'count', event }], where, range });
  return (json as { data: { values: { value: number }[] } }).data.values[0]?.value ?? 0;
}

const deepList = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const deepObject = (levels: number, name = 'a') => `{"${name}":`.repeat(levels) + '1' + '}'.repeat(levels);
const bytes = (...values: number[]) => Buffer.from(values);
const names = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, index]));

let groups = 0;
/** Bad events beside a good one: the good one is in and can be queried, the bad ones are named with their reasons. */
async function besideGoodOnes(bad: readonly (string | Buffer)[]): Promise<unknown[]> {
  const good = `good-${(groups += 1)}`;
  const line = Buffer.from(`\n{"name":"${good}"}\n`);
  const body = Buffer.concat([line, ...bad.flatMap((one) => [Buffer.from(one), line])]);
  const { status, json } = await post('/api/events?wait=visible', { body });
  expect(status).toBe(202);
  expect(json).toMatchObject({ accepted: bad.length + 1, visible: true });
  expect(await countOf(good)).toBe(bad.length + 1);
  return (json as { rejected: { index: number; reason: string }[] }).rejected.map(({ index, reason }) => {
    expect(index % 2).toBe(1);
    return reason;
  });
}

describeBuilt('POST /api/events', () => {
  withPortal();
  const withTime = (timestamp: unknown) => `{"name":"t","timestamp":${JSON.stringify(timestamp)}}`;

  it.each<[string, string | Buffer, string | RegExp]>([
    [
      'a list nested 100,000 levels',
      `{"name":"a","properties":{"x":${deepList(100_000)}}}`,
      /^properties\.x\[0\].* nested deeper than 6 levels\.$/,
    ],
    [
      'objects nested 100,000 levels',
      `{"name":"a","properties":${deepObject(100_000)}}`,
      'properties.a.a.a.a.a.a is nested deeper than 6 levels.',
    ],
    ['a list instead of an event', deepList(100_000), 'An event must be an object, not an array.'],
    [
      'a line of 4 MB',
      `{"name":"a","properties":{"x":["${'y'.repeat(8_000)}"${`,"${'y'.repeat(8_000)}"`.repeat(500)}]}}`,
      /^The event has \d+ KB; the limit is 256 KB\.$/,
    ],
    [
      'a text that is too long',
      `{"name":"a","properties":{"x":"${'y'.repeat(9_000)}"}}`,
      'properties.x is longer than 8192 characters.',
    ],
    ['a NUL in the name', '{"name":"a\\u0000b"}', 'name contains a NUL character.'],
    ['a NUL in a value', '{"name":"a","properties":{"x":["\\u0000"]}}', 'properties.x[0] contains a NUL character.'],
    [
      'a NUL in a property name',
      '{"name":"a","properties":{"\\u0000":1}}',
      'a key in properties contains a NUL character.',
    ],
    ['half a character in the name', '{"name":"\\ud800"}', 'name is not valid Unicode.'],
    [
      'half a character in a property name',
      '{"name":"a","properties":{"\\udfff":1}}',
      'a key in properties is not valid Unicode.',
    ],
    [
      'an overlong encoding',
      Buffer.concat([Buffer.from('{"name":"'), bytes(0xc0, 0x80), Buffer.from('"}')]),
      'The line is not valid UTF-8.',
    ],
    [
      'an encoded half character',
      Buffer.concat([Buffer.from('{"name":"'), bytes(0xed, 0xa0, 0x80), Buffer.from('"}')]),
      'The line is not valid UTF-8.',
    ],
    [
      'a cut character',
      Buffer.concat([Buffer.from('{"name":"'), bytes(0xe2, 0x82), Buffer.from('"}')]),
      'The line is not valid UTF-8.',
    ],
    ['the year 1', withTime('0001-01-01T00:00:00Z'), 'timestamp is before 1971.'],
    ['the year 99, which is not 1999', withTime('0099-06-01'), 'timestamp is before 1971.'],
    ['the year 9999', withTime('9999-12-31T23:59:59Z'), 'timestamp is more than 24 hours in the future.'],
    ['a negative time', withTime(-1), 'timestamp is before 1971.'],
    ['nanoseconds', withTime(1_750_000_000_000_000_000), 'timestamp is more than 24 hours in the future.'],
    ['a time of an odd form', withTime('yesterday'), /^timestamp is not a time\. Send ISO 8601/],
    ['a day that does not exist', withTime('2025-02-30'), /^timestamp is not a time/],
    ['an offset that does not exist', withTime('2025-02-01T00:00:00+99:99'), /^timestamp is not a time/],
    ['a field __proto__', '{"name":"a","__proto__":{"x":1}}', /^Unknown field "__proto__"/],
    [
      'a property __proto__',
      '{"name":"a","properties":{"__proto__":{"x":1}}}',
      'properties has the key "__proto__", which is not allowed.',
    ],
    ['a value of 1e400', '{"name":"a","value":1e400}', 'value is not a finite number.'],
    [
      'a value that percentiles cannot hold',
      '{"name":"a","value":1.7976931348623157e308}',
      'value has to be 0 or between 1e-100 and 1e+100 in size.',
    ],
    ['a property of 1e400', '{"name":"a","properties":{"x":1e400}}', 'properties.x is not a finite number.'],
    ['NaN', '{"name":"a","value":NaN}', /^The line is not valid JSON/],
    ['-Infinity', '{"name":"a","value":-Infinity}', /^The line is not valid JSON/],
  ])('refuses %s and takes the good events beside it', async (_, bad, reason) => {
    expect(await besideGoodOnes([bad])).toEqual([typeof reason === 'string' ? reason : expect.stringMatching(reason)]);
  });

  it('keeps what looks odd and is not wrong', async () => {
    const lines = [
      '{"name":"wrong","name":"odd","properties":{"k":"dup","a":1,"a":2}}',
      '{"name":"odd","value":-0,"properties":{"k":"proto","constructor":{"prototype":1},"toString":"x"}}',
      '{"name":"odd","value":9007199254740993,"properties":{"k":"big","id":9007199254740993,"deep":{"n":-123456789012345678901234567890},"f":1234567890123456.5}}',
      '{"name":"odd","properties":{"k":"half","text":"\\ud800x"}}',
    ];
    const { json } = await post('/api/events?wait=visible', { body: `\ufeff${lines.join('\r\n')}` });
    expect(json).toEqual({ accepted: 4, duplicates: 0, rejected: [], visible: true });
    expect(await countOf('wrong')).toBe(0);
    const { json: table } = await ask({
      kind: 'table',
      where: [['name', '=', 'odd']],
      range: { last: '24h' },
      columns: [
        'properties.k',
        'value',
        'properties.a',
        'properties.constructor.prototype',
        'properties.id',
        'properties.deep.n',
        'properties.text',
      ],
    });
    const { rows } = (table as { data: { rows: { cells: unknown[] }[] | unknown[][] } }).data;
    const cells = new Map(
      rows.map((row) => (Array.isArray(row) ? row : row.cells)).map((row) => [row[0], row.slice(1)]),
    );
    expect(cells.get('dup')).toEqual([null, 2, null, null, null, null]);
    expect(cells.get('proto')).toEqual([0, null, 1, null, null, null]);
    expect(cells.get('big')).toEqual([
      9007199254740992,
      null,
      null,
      '9007199254740993',
      '-123456789012345678901234567890',
      null,
    ]);
    expect(cells.get('half')).toEqual([null, null, null, null, null, '\ufffdx']);
    expect(await countOf('odd', [['properties.id', '=', '9007199254740993']])).toBe(1);
  });

  it('keeps 200 names of 10,000 as properties and the rest as a text that can be searched', async () => {
    const body = JSON.stringify({ name: 'many', properties: names(10_000) });
    const { status, json } = await post('/api/events?wait=visible', { body });
    expect(status).toBe(202);
    const reason = 'An event keeps 200 property names; 9800 more are kept as text in properties._more.';
    expect(json).toMatchObject({ accepted: 1, rejected: [], changed: [{ index: 0, reason }] });
    expect(await countOf('many', [['properties.p199', '=', 199]])).toBe(1);
    expect(await countOf('many', [['properties.p200', 'exists']])).toBe(0);
    expect(await countOf('many', [['properties._more', 'contains', '"p9999":9999']])).toBe(1);
  });

  it('keeps 10,000 names over many events queryable, and lists them within bounds', async () => {
    const events = Array.from({ length: 50 }, (_, at) => {
      const properties = Object.fromEntries(Array.from({ length: 200 }, (__, name) => [`e${at}_${name}`, 'x']));
      return { name: 'spread', properties };
    });
    const { json } = await post('/api/events?wait=visible', { body: JSON.stringify(events) });
    expect(json).toMatchObject({ accepted: 50, rejected: [] });
    expect(await countOf('spread', [['properties.e49_199', '=', 'x']])).toBe(1);
    const reply = await fetch(`${portal.url}/api/catalog?event=spread`, { headers: bearer(key) });
    const { properties, more } = (await reply.json()) as { properties: unknown[]; more: number };
    expect([reply.status, properties.length, more]).toEqual([200, 1_000, 9_000]);
  });

  const gzip = gzipSync('{"name":"zipped"}');
  const damaged = Buffer.from(gzip).fill(0, gzip.length - 8, gzip.length - 4);
  const asGzip = { 'content-encoding': 'gzip' };
  it.each<[string, Sent, number, string, string | RegExp]>([
    [
      'a line of 10 MB',
      { body: `{"name":"a","properties":{"x":"${'y'.repeat(10_000_000)}"}}` },
      413,
      'too_large',
      'The body may have at most 5 MB after inflating. Send smaller batches.',
    ],
    ['a body of 60 MB', { body: Buffer.alloc(60_000_000, 'a') }, 413, 'too_large', /^The body may have at most 5 MB/],
    ['an empty body', { body: '' }, 400, 'invalid_input', /^The body is empty/],
    ['a million empty lines', { body: '\n'.repeat(1_000_000) }, 400, 'invalid_input', /^The body is empty/],
    [
      'two million broken lines',
      { body: '}\n'.repeat(2_000_000) },
      400,
      'invalid_input',
      /^The body is neither JSON nor NDJSON/,
    ],
    [
      'an event and two million broken lines',
      { body: `{"name":"a"}\n${'}\n'.repeat(2_000_000)}` },
      413,
      'too_large',
      'A batch may have at most 10000 events. Send smaller batches.',
    ],
    ['UTF-16', { body: Buffer.from('{"name":"a"}', 'utf16le') }, 400, 'invalid_input', /JSON/],
    [
      'a batch that is none',
      { body: deepObject(100_000, 'batch') },
      400,
      'invalid_input',
      '"batch" must be an array of events.',
    ],
    [
      'a time of sending that is none',
      { body: '{"batch":[],"sentAt":1e400}' },
      400,
      'invalid_input',
      /^"sentAt" is not a time/,
    ],
    [
      'a gzip bomb',
      { body: gzipSync(Buffer.alloc(100_000_000)), headers: asGzip },
      413,
      'too_large',
      /^The body may have at most 5 MB/,
    ],
    ['gzip in gzip', { body: gzipSync(gzip), headers: asGzip }, 400, 'invalid_input', 'The body is not valid UTF-8.'],
    [
      'cut gzip',
      { body: gzip.subarray(0, 20), headers: asGzip },
      400,
      'invalid_input',
      'The body starts like gzip but cannot be inflated.',
    ],
    [
      'gzip with a wrong checksum',
      { body: damaged, headers: asGzip },
      400,
      'invalid_input',
      'The body starts like gzip but cannot be inflated.',
    ],
    [
      'no gzip that says it is',
      { body: '{"name":"a"}', headers: asGzip },
      400,
      'invalid_input',
      'Content-Encoding says gzip, but the body is not gzip.',
    ],
    [
      'several encodings',
      { body: gzip, headers: { 'content-encoding': 'gzip, gzip' } },
      415,
      'unsupported_media',
      'Send the body as it is or with Content-Encoding: gzip.',
    ],
    [
      'brotli',
      { body: gzip, headers: { 'content-encoding': 'br' } },
      415,
      'unsupported_media',
      /Content-Encoding: gzip/,
    ],
  ])('refuses %s as a whole', async (_, sent, status, code, detail) => {
    const reply = await post('/api/events', sent);
    expect(reply).toMatchObject({ status, type: 'application/problem+json; charset=utf-8', json: { status, code } });
    expect(reply.json.detail).toEqual(typeof detail === 'string' ? detail : expect.stringMatching(detail));
  });

  it('takes gzip that does not say so, and events under any content type', async () => {
    expect((await post('/api/events', { body: gzip })).json).toMatchObject({ accepted: 1 });
    const headers = { 'content-type': 'image/png' };
    expect((await post('/api/events', { body: '{"name":"a"}', headers })).json).toMatchObject({ accepted: 1 });
  });
});

describeBuilt('POST /api/query', () => {
  withPortal();
  const measures = [{ agg: 'count' }];
  const range = { last: '24h' };
  const total = { kind: 'total', measures, range };

  it.each<[string, unknown, string, string | RegExp]>([
    ['a list nested 100,000 levels', deepList(100_000), 'where', 'nested deeper than 24 levels'],
    [
      'filters nested 10,000 levels',
      `{"kind":"total","where":[${deepObject(10_000, 'not')}]}`,
      'where',
      'nested deeper than 24 levels',
    ],
    ['10,000 measures', { ...total, measures: Array(10_000).fill(measures[0]) as unknown[] }, 'measures', /<=8/],
    ['the top billion', { kind: 'breakdown', measures, by: ['name'], top: 1e9, range }, 'top', /<=100/],
    [
      'ten thousand years',
      { ...total, range: { from: '0000-01-01T00:00:00Z', to: '9999-12-31T23:59:59Z' } },
      'range',
      'use times from 1970 to 2099, at most a century',
    ],
    ['99,999 weeks', { ...total, range: { last: '99999w' } }, 'range', 'at most a century'],
    [
      'seconds of a year',
      { kind: 'trend', measures, grain: '1s', range: { last: '365d' } },
      'grain',
      'more than 1500 buckets',
    ],
    ['a timezone nobody has', { ...total, timezone: 'Mars/Olympus' }, 'timezone', /IANA/],
    [
      'a timezone only Node has',
      { kind: 'trend', measures, grain: '1h', range, timezone: 'SystemV/AST4' },
      'timezone',
      /^The engine does not know the timezone SystemV\/AST4/,
    ],
    ['a kind constructor', { kind: 'constructor' }, 'kind', /Expected 'total'/],
    ['a field with a backtick', { ...total, where: [['properties.a`b', 'exists']] }, 'where.0.0', /^Use name/],
    ['a time as text', { ...total, where: [['timestamp', 'contains', 'a']] }, 'timestamp', 'cannot be used as text'],
    ['a formula of code', { ...total, formulas: [{ formula: 'A.constructor' }] }, 'formulas.0.formula', /./],
    [
      '9,000 brackets of SQL',
      { kind: 'sql', sql: `SELECT ${'('.repeat(9_000)}1${')'.repeat(9_000)}` },
      'sql',
      'The statement is too long or nested too deeply.',
    ],
    ['a text of 100 MB', { kind: 'sql', sql: "SELECT repeat('a', 100000000)" }, 'sql', /Too many times to repeat/],
    ['another table', { kind: 'sql', sql: 'SELECT * FROM system.tables' }, 'sql', /^Only the table events/],
  ])('refuses %s with field and reason', async (_, spec, path, reason) => {
    const { status, type, json } = await ask(spec);
    expect([status, type, json.code]).toEqual([400, 'application/problem+json; charset=utf-8', 'invalid_input']);
    const [first] = json.errors as { path: string; reason: string }[];
    expect(first).toMatchObject({
      path,
      reason: typeof reason === 'string' ? reason : (expect.stringMatching(reason) as unknown),
    });
  });

  it.each<[string, Sent, number, string]>([
    ['what is no JSON', { body: '{' }, 400, 'invalid_input'],
    [
      'a text that takes more than a statement may hold',
      { body: JSON.stringify({ kind: 'sql', sql: "SELECT repeat('a', 1000000000)" }) },
      422,
      'query_rejected',
    ],
    [
      'invalid UTF-8',
      { body: Buffer.concat([Buffer.from('{"kind":"'), bytes(0xff), Buffer.from('"}')]) },
      400,
      'invalid_input',
    ],
    [
      'a compressed question',
      { body: gzipSync('{}'), headers: { 'content-encoding': 'gzip' } },
      415,
      'unsupported_media',
    ],
    ['a question of a megabyte', { body: JSON.stringify('x'.repeat(1_000_000)) }, 413, 'too_large'],
    [
      'more reading than there is time for',
      { body: JSON.stringify({ kind: 'sql', sql: 'SELECT sum(number) FROM numbers(1e15)' }) },
      422,
      'query_rejected',
    ],
  ])('refuses %s', async (_, sent, status, code) => {
    expect(await post('/api/query', sent)).toMatchObject({
      status,
      json: { status, code, detail: expect.stringMatching(/./) as unknown },
    });
  });

  it('answers what is odd and not wrong', async () => {
    expect((await ask(`\ufeff${JSON.stringify(total)}`)).status).toBe(200);
    for (const spec of [
      { ...total, range: { from: '1969-06-01T00:00:00Z', to: '2000-01-01T00:00:00Z' } },
      { ...total, range: { from: '1970-01-01T00:00:00Z', to: '1970-06-01T00:00:00Z' }, compare: 'year' },
      { kind: 'trend', measures, range: { from: '2000-01-01T00:00:00Z', to: '2099-12-31T23:59:59Z' } },
      {
        ...total,
        where: [
          ['name', '=', 'a\0b'],
          ['properties.x', 'contains', '\ud800'],
          ['value', '>', 1e308],
        ],
      },
      { ...total, where: [['name', 'in', Array.from({ length: 1_000 }, (_, at) => `${'x'.repeat(200)}${at}`)]] },
    ])
      expect((await ask(spec)).status).toBe(200);
  });

  it('does not let a text that reads as infinite spoil the numbers beside it', async () => {
    const body = ['inf', 'NaN', '-Infinity', 1e308, 2, 4]
      .map((n) => JSON.stringify({ name: 'spoilt', properties: { n } }))
      .join('\n');
    await post('/api/events?wait=visible', { body });
    const spoilt = ['sum', 'p50', 'max'].map((agg) => ({ agg, of: 'properties.n', event: 'spoilt' }));
    const { status, json } = await ask({ ...total, measures: spoilt });
    expect(status).toBe(200);
    const values = (json as { data: { values: { value: number }[] } }).data.values.map(({ value }) => value);
    expect([values[0], values[2]]).toEqual([6, 4]);
    expect(values[1]).toBeGreaterThan(1.9);
  });
});

describeBuilt('POST /api/imports', () => {
  withPortal();
  const upload = (name: string, body: Sent['body'], headers: Record<string, string> = {}) =>
    post(`/api/imports?file=${encodeURIComponent(name)}`, { body, headers });
  type Job = {
    id: string;
    state: string;
    rowsLoaded: number;
    rowsBad: number;
    badRows: { line: number; reason: string }[];
    error: string | null;
  };

  async function load(name: string, body: Sent['body']): Promise<Job> {
    const created = await upload(name, body);
    expect([created.status, created.json.state]).toEqual([201, 'mapping']);
    const id = String(created.json.id);
    const get = async () =>
      (await (await fetch(`${portal.url}/api/imports/${id}`, { headers: bearer(key) })).json()) as Job;
    expect((await fetch(`${portal.url}/api/imports/${id}/preview`, { headers: bearer(key) })).status).toBe(200);
    await post(`/api/imports/${id}/start`, { body: '{}' });
    let job = await get();
    while (job.state === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 50));
      job = await get();
    }
    return job;
  }

  it.each<[string, string, Sent['body'], Record<string, string>, number, string | RegExp]>([
    [
      'a gzip bomb',
      'a.gz',
      gzipSync(Buffer.alloc(100_000_000, '{"a":1}\n')),
      {},
      413,
      /^The gzip file unpacks to more than 200 times its size/,
    ],
    [
      'gzip in gzip',
      'a.gz',
      gzipSync(gzipSync('a,b\n1,2\n')),
      {},
      400,
      'The file is compressed with gzip twice. Unpack it once and send that.',
    ],
    ['cut gzip', 'a.gz', gzipSync('a,b\n1,2\n').subarray(0, 20), {}, 400, 'The gzip file is damaged.'],
    ['an unknown encoding', 'a.csv', 'a,b\n1,2\n', { 'content-encoding': 'br' }, 415, /Content-Encoding: gzip/],
    ['an empty file', 'a.csv', '', {}, 400, 'The file is empty.'],
    [
      'a CSV of a million columns',
      'a.csv',
      `${'a,'.repeat(1_000_000)}b\n1\n`,
      {},
      400,
      'The first line is longer than 256 KB, so that the columns cannot be told.',
    ],
    [
      'a damaged Parquet file',
      'a.parquet',
      `PAR1${'x'.repeat(100)}PAR1`,
      {},
      400,
      'The Parquet file is damaged or not complete.',
    ],
    ['a list of JSON', 'a.json', deepList(100_000), {}, 400, /one JSON array/],
    [
      'UTF-16',
      'a.csv',
      Buffer.from('\ufeffa,b\n', 'utf16le'),
      {},
      400,
      'The file is UTF-16. Save it as UTF-8 and try again.',
    ],
  ])('refuses %s', async (_, name, body, headers, status, detail) => {
    const reply = await upload(name, body, headers);
    expect(reply).toMatchObject({ status, type: 'application/problem+json; charset=utf-8' });
    expect(reply.json.detail).toEqual(typeof detail === 'string' ? detail : expect.stringMatching(detail));
  });

  it('loads the good lines of NDJSON around every kind of bad one', async () => {
    const good = '{"event":"from-file","time":"2025-05-01T12:00:00Z","n":9007199254740993}';
    const bad = [
      `{"event":"from-file","x":"${'y'.repeat(10_000_000)}"}`,
      deepList(100_000),
      `{"event":${deepObject(100_000)}}`,
      `{"event":"from-file","time":"2025-05-01T12:00:00Z","deep":${deepObject(100_000)}}`,
      '{"event":"from-file","time":"0001-01-01T00:00:00Z"}',
      '{"event":"from-file","time":"9999-12-31T00:00:00Z"}',
      '{"event":"from-file","time":"2025-05-01T12:00:00Z","__proto__":{"x":1}}',
      '{"event":"from-file","time":"2025-05-01T12:00:00Z","x":"\\u0000"}',
      '{"event":"from-file","time":"2025-05-01T12:00:00Z","x":NaN}',
      Buffer.concat([Buffer.from('{"event":"'), bytes(0xff), Buffer.from('"}')]),
    ];
    const head = `${good}\n`.repeat(20);
    const body = Buffer.concat([
      Buffer.from(head),
      ...bad.flatMap((line) => [Buffer.from(line), Buffer.from(`\n${good}\n`)]),
    ]);
    const job = await load('hostile.ndjson', body);
    expect(job).toMatchObject({ state: 'done', rowsLoaded: 30, rowsBad: 10, error: null });
    expect(job.badRows.map(({ reason }) => reason)).toEqual([
      'the line is longer than 1 MB',
      'the line is not a JSON object',
      'event: a list or an object cannot be the name',
      expect.stringMatching(/nested deeper than 6 levels/),
      'timestamp is before 1971.',
      'timestamp is more than 24 hours in the future.',
      expect.stringMatching(/__proto__/),
      expect.stringMatching(/NUL/),
      expect.stringMatching(/^not valid JSON/),
      'the line is not valid UTF-8',
    ]);
    expect(await countOf('from-file', [['properties.n', '=', '9007199254740993']])).toBe(30);
  });

  it('does not lose the rest of a CSV to a quote that is never closed', async () => {
    const row = (at: number) => `2025-05-01T12:00:00Z,u${at},${at}\n`;
    const rows = Array.from({ length: 20_000 }, (_, at) => row(at)).join('');
    const job = await load(
      'quotes.csv',
      `time,user,9007199254740993x\n${row(0)}2025-05-01T12:00:00Z,"open,1\n${rows}${rows}${rows}`,
    );
    expect(job).toMatchObject({ state: 'done', error: null });
    expect(job.rowsLoaded + job.rowsBad).toBe(60_002);
    expect(job.rowsBad).toBeLessThanOrEqual(1);
    expect(await countOf('quotes')).toBe(job.rowsLoaded);
  });
});

describeBuilt('doors for documents', () => {
  withPortal();
  const asJson = { 'content-type': 'application/json' };
  const asYaml = { 'content-type': 'application/yaml' };
  const doors = [
    '/api/rules',
    '/api/dashboards',
    '/api/charts',
    '/api/silences',
    '/api/channels',
    '/api/snippets',
    '/api/keys',
    '/api/rules/backtest',
  ];

  it.each(doors)('%s refuses nesting without end and too large bodies', async (path) => {
    for (const body of [deepList(100_000), deepObject(100_000, 'not')]) {
      const { status, json } = await post(path, { body, headers: asJson });
      expect([status, json.code, json.detail]).toEqual([
        400,
        'invalid_input',
        'The body is nested deeper than 64 levels.',
      ]);
    }
    expect((await post(path, { body: JSON.stringify('x'.repeat(5_000_000)), headers: asJson })).status).toBe(413);
  });

  it.each(['/api/dashboards/import', '/api/rules/import'])(
    '%s refuses files that are made to take it down',
    async (path) => {
      const bomb = 'abcdefgh'.split('').map(
        (name, at, all) =>
          `${name}: &${name} [${Array(9)
            .fill(at === 0 ? 'x' : `*${all[at - 1] ?? ''}`)
            .join(',')}]`,
      );
      for (const [body, headers, reason] of [
        [deepObject(100_000), asJson, /nested deeper than 64 levels/],
        [`{"a":${deepList(100_000)},"a":1}`, asJson, /./],
        ['['.repeat(20_000), asYaml, /nested deeper than 64 levels/],
        ['- '.repeat(20_000), asYaml, /nested deeper than 64 levels/],
        ['- a\n'.repeat(900_000), asYaml, /too many values/],
        [bomb.join('\n'), asYaml, /alias/],
      ] as const) {
        const { status, json } = await post(path, { body, headers });
        expect([status, json.code]).toEqual([400, 'invalid_input']);
        expect(json.detail).toMatch(reason);
      }
    },
  );

  it('/api/v2/alerts takes the good alerts beside bad ones, in its own words', async () => {
    const alert = (alertname: string, more: object = {}) => ({ labels: { alertname }, ...more });
    const ends = '9999-12-31T23:59:59Z';
    const posted = [
      alert('GoodOne', { endsAt: ends }),
      alert('bad\0'),
      alert('GoodToo', { startsAt: '0001-01-01T00:00:00Z' }),
    ];
    const { status, json } = await post('/api/v2/alerts', { body: JSON.stringify(posted), headers: asJson });
    expect([status, JSON.stringify(json)]).toEqual([400, expect.stringContaining('zero byte')]);
    const reply = await fetch(`${portal.url}/api/v2/alerts`, { headers: bearer(key) });
    const firing = (await reply.json()) as { labels: { alertname: string } }[];
    expect(firing.map(({ labels }) => labels.alertname).sort()).toEqual(['GoodOne', 'GoodToo']);
  });

  it.each<[string, string, number]>([
    ['alerts nested without end', `[{"labels":{"a":"b"},"startsAt":${deepList(100_000)}}]`, 400],
    ['labels nested without end', `[{"labels":${deepObject(100_000)}}]`, 400],
    ['40,000 alerts', JSON.stringify(Array.from({ length: 40_000 }, (_, at) => ({ labels: { a: String(at) } }))), 413],
  ])('/api/v2/alerts refuses %s', async (_, body, status) => {
    expect((await post('/api/v2/alerts', { body, headers: asJson })).status).toBe(status);
  });
});

describeBuilt('what is no proper request', () => {
  withPortal();
  const line = (first: string, ...rest: string[]) =>
    [first, 'Host: x', 'Connection: close', `Authorization: Bearer ${key}`, ...rest, '', ''].join('\r\n');
  const events = 'POST /api/events HTTP/1.1';

  it.each<[string, string, number, RegExp]>([
    [
      'a body shorter than it says',
      `${line(events, 'Content-Length: 100')}{"name":"a"}`,
      400,
      /ended before all of it was sent/,
    ],
    [
      'a chunked body that is cut',
      `${line(events, 'Transfer-Encoding: chunked')}5\r\n{"nam\r\n`,
      400,
      /ended before all of it was sent/,
    ],
    [
      'a chunk without a length',
      `${line(events, 'Transfer-Encoding: chunked')}ZZ\r\n`,
      400,
      /not a valid HTTP request/,
    ],
    ['two lengths', `${line(events, 'Content-Length: 3', 'Content-Length: 4')}{}`, 400, /not a valid HTTP request/],
    ['a negative length', `${line(events, 'Content-Length: -3')}{}`, 400, /not a valid HTTP request/],
    ['no HTTP at all', 'hello\r\n\r\n', 400, /not a valid HTTP request/],
    ['a header of 100 KB', line(events, `X: ${'a'.repeat(100_000)}`), 431, /at most 64 KB/],
    ['an address of 100 KB', line(`GET /api/rules?${'a'.repeat(100_000)} HTTP/1.1`), 431, /at most 64 KB/],
    ['a host that is none', line('GET /api/rules HTTP/1.1').replace('Host: x', 'Host: ['), 400, /^The header Host/],
    ['a path that cannot be decoded', line('GET /api/rules/%E0%A4%A HTTP/1.1'), 400, /^The path of the address/],
    ['an address without a path', line('OPTIONS * HTTP/1.1'), 400, /begin with a slash/],
    ['a method nobody uses', line('TRACE /api/events HTTP/1.1'), 405, /^The method TRACE/],
    ['a NUL in a path', line('GET /api/rules/%00 HTTP/1.1'), 400, /cannot be stored/],
  ])('is refused with a reason: %s', async (_, text, status, detail) => {
    const reply = await sendRaw(portal.url, text);
    expect([reply.status, reply.type, reply.body.status]).toEqual([status, 'application/problem+json', status]);
    expect(reply.body.detail).toMatch(detail);
  });
});
