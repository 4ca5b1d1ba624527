import { env } from 'node:process';
import { Readable } from 'node:stream';
import { ClickHouseLogLevel, createClient, SettingsMap, type ClickHouseClient } from '@clickhouse/client';
import { connect } from '@/lib/engine/connection';
import { startTestHost, type TestHost } from '../build/engine-host';

const hostile = [
  "it's",
  'back\\slash',
  'line\nbreak',
  'tab\there',
  'cr\rhere',
  '\\N',
  "'; DROP TABLE contract.t; --",
  "\\'",
  "\\\\'",
  '{n:String}',
  'nul\u0000byte',
  'é😀\u2028',
  '$$a$$',
  '`',
  '""',
  '/* */ --',
  '',
  'NULL',
  '[1]',
  '\\x41',
];

type Target = { name: string; open: () => Promise<{ client: ClickHouseClient; close: () => Promise<void> }> };

const embedded: Target = {
  name: 'the embedded host',
  open: async () => {
    const host: TestHost = await startTestHost();
    const client = connect({ ...host.endpoint, database: 'default' });
    return {
      client,
      close: async () => {
        await client.close();
        await host.stop();
      },
    };
  },
};
const { CLICKHOUSE_URL: serverUrl } = env;
const server: Target[] =
  serverUrl === undefined || serverUrl === ''
    ? []
    : [
        {
          name: 'the server of CLICKHOUSE_URL',
          open: () => {
            const client = connect({ url: serverUrl, database: 'default' });
            return Promise.resolve({ client, close: () => client.close() });
          },
        },
      ];
if (server.length === 0) it.skip('the server half needs CLICKHOUSE_URL', () => undefined);

describe.each([embedded, ...server])('the contract of the client on $name', ({ open }) => {
  let client: ClickHouseClient;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ client, close } = await open());
    for (const query of ['DROP DATABASE IF EXISTS contract', 'CREATE DATABASE contract'])
      await client.command({ query });
    await client.command({
      query: `CREATE TABLE contract.t (a Int64, s String) ENGINE = MergeTree ORDER BY a SETTINGS non_replicated_deduplication_window = 100`,
    });
  });
  afterAll(async () => {
    await client.command({ query: 'DROP DATABASE contract' });
    await close();
  });

  const rows = async (query: string, params?: Record<string, unknown>): Promise<unknown[]> => {
    const answer = await client.query({ query, format: 'JSONEachRow', ...(params ? { query_params: params } : {}) });
    return answer.json();
  };
  const codeOf = async (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'no error',
      (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
    );

  it('answers both forms of ping', async () => {
    expect(await client.ping()).toEqual({ success: true });
    expect(await client.ping({ select: true })).toEqual({ success: true });
  });

  it.each(hostile)('brings the string %j back unchanged, alone and in an array', async (value) => {
    const got = await rows('SELECT {s:String} AS s, {list:Array(String)} AS list, length({s:String}) AS bytes', {
      s: value,
      list: [value, 'x'],
    });
    expect(got).toEqual([{ s: value, list: [value, 'x'], bytes: Buffer.byteLength(value) }]);
  });

  it('binds numbers, booleans, null, arrays, times and identifiers', async () => {
    const params = {
      i: -5,
      f: 1e-7,
      big: '18446744073709551615',
      b: true,
      none: null,
      list: [1.5, -2e300],
      at: '2026-01-01 00:00:00.123',
      column: 'a`b',
    };
    const got = await rows(
      `SELECT {i:Int64} AS i, {f:Float64} AS f, {big:UInt64} = 18446744073709551615 AS big, {b:Bool} AS b, {none:Nullable(String)} AS none,
        {list:Array(Float64)} AS list, toUnixTimestamp64Milli({at:DateTime64(3, 'UTC')}) AS at, {column:Identifier} AS c
       FROM (SELECT 7 AS "a\`b")`,
      params,
    );
    expect(got).toEqual([
      { i: -5, f: 1e-7, big: 1, b: true, none: null, list: [1.5, -2e300], at: 1767225600123, c: 7 },
    ]);
  });

  it('takes parameters that are too long for a URL', async () => {
    const list = Array.from({ length: 1_000 }, (_, i) => `value '${i}'\\\n${'x'.repeat(300)}`);
    expect(
      await rows('SELECT length({list:Array(String)}) AS n, {list:Array(String)}[1000] AS last', { list }),
    ).toEqual([{ n: 1_000, last: list[999] }]);
  });

  it('keeps parameters and settings of concurrent requests apart', async () => {
    const work = Array.from({ length: 60 }, async (_, i) => {
      const answer = await client.query({
        query: `SELECT {x:String} AS x, getSetting('max_threads') AS threads FROM numbers(10) LIMIT 1`,
        query_params: { x: `request ${i}` },
        clickhouse_settings: { max_threads: 1 + (i % 5) },
        format: 'JSONEachRow',
      });
      expect(await answer.json()).toEqual([{ x: `request ${i}`, threads: 1 + (i % 5) }]);
    });
    await Promise.all(work);
  });

  it.each([
    ['JSON', '"rows": 2'],
    ['JSONCompactEachRow', '[0]\n[1]\n'],
    ['CSVWithNames', '"n"\n0\n1\n'],
    ['TabSeparated', '0\n1\n'],
  ] as const)('answers in the format %s', async (format, expected) => {
    const answer = await client.query({ query: 'SELECT number AS n FROM numbers(2)', format });
    expect(await answer.text()).toContain(expected);
  });

  it('sends the header line of a long CSV once', async () => {
    const answer = await client.query({ query: 'SELECT number AS n FROM numbers(200000)', format: 'CSVWithNames' });
    const text = await answer.text();
    expect(text.split('\n').filter((line) => line === '"n"')).toHaveLength(1);
    expect(text.trimEnd().split('\n')).toHaveLength(200_001);
  });

  it('streams a result of hundreds of megabytes in bounded memory and in order', async () => {
    const answer = await client.query({
      query: `SELECT number AS n, repeat('x', 1000) AS pad FROM numbers(200000)`,
      format: 'JSONEachRow',
    });
    let next = 0;
    let peak = 0;
    for await (const batch of answer.stream<{ n: number }>()) {
      for (const row of batch) if (row.json().n === next) next += 1;
      peak = Math.max(peak, process.memoryUsage().arrayBuffers);
    }
    expect(next).toBe(200_000);
    expect(peak).toBeLessThan(150e6);
  });

  it('reports an exception in the middle of a stream', async () => {
    const answer = await client.query({
      query: 'SELECT throwIf(number = 500000) AS x FROM numbers(1000000)',
      format: 'JSONEachRow',
      clickhouse_settings: { max_block_size: '10000', max_threads: 1 },
    });
    const read = async (): Promise<number> => {
      let count = 0;
      for await (const batch of answer.stream()) count += batch.length;
      return count;
    };
    expect(await codeOf(read())).toBe('395');
  });

  it.each([
    ['SELEC 1', '62'],
    ['SELECT * FROM contract.missing', '60'],
    ['SELECT missing FROM contract.t', '47'],
    ['SELECT 1; SELECT 2', '62'],
    ['SELECT 1; DROP TABLE contract.t', '62'],
    ['SELECT {x:String}', '456'],
  ])('refuses %j with the code %s', async (query, code) => {
    expect(await codeOf(rows(query))).toBe(code);
    const buffered = client.query({ query, format: 'JSON', clickhouse_settings: { wait_end_of_query: 1 } });
    expect(await codeOf(buffered)).toBe(code);
  });

  it('takes one statement that has semicolons in it or behind it', async () => {
    expect(await rows(`SELECT ';' AS s -- ; \n`)).toEqual([{ s: ';' }]);
    const answer = await client.query({
      query: `SELECT 'a;b' AS s;`,
      format: 'JSON',
      clickhouse_settings: { wait_end_of_query: 1 },
    });
    expect((await answer.json()).data).toEqual([{ s: 'a;b' }]);
  });

  it('stops at max_execution_time, also below a second, and goes on working', async () => {
    const startedAt = performance.now();
    const query = 'SELECT sum(cityHash64(number)) AS s FROM numbers(100000000000)';
    expect(
      await codeOf(client.query({ query, format: 'JSONEachRow', clickhouse_settings: { max_execution_time: 0.5 } })),
    ).toBe('159');
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(await rows('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('kills a query inside the engine when the caller goes away', async () => {
    const aborter = new AbortController();
    const query = 'SELECT sum(cityHash64(number, 4711)) AS s FROM numbers(100000000000)';
    const call = client.query({
      query,
      format: 'JSON',
      abort_signal: aborter.signal,
      clickhouse_settings: { wait_end_of_query: 1 },
    });
    const counted = `SELECT count() AS n FROM system.processes WHERE query LIKE '%4711%' AND query NOT LIKE '%processes%'`;
    const until = async (n: number): Promise<void> => {
      while (JSON.stringify(await rows(counted)) !== JSON.stringify([{ n }]))
        await new Promise((resolve) => setTimeout(resolve, 20));
    };
    const settled = codeOf(call);
    await until(1);
    aborter.abort();
    await settled;
    if (serverUrl === undefined) await until(0);
  });

  it('forbids writes and reaching out with readonly', async () => {
    const readonly = { clickhouse_settings: { readonly: '1', wait_end_of_query: 1 as const } };
    expect(await codeOf(client.command({ query: 'DROP TABLE contract.t', ...readonly }))).toBe('164');
    expect(
      await codeOf(client.query({ query: `SELECT * FROM url('http://127.0.0.1:1/', 'CSV', 'a String')`, ...readonly })),
    ).toBe('164');
    expect(
      await codeOf(client.query({ query: `SELECT * FROM file('/etc/passwd', 'LineAsString')`, ...readonly })),
    ).toBe('164');
    expect(await codeOf(client.query({ query: 'SELECT 1 SETTINGS readonly = 0', ...readonly }))).toBe('164');
    await client.command({ query: 'CREATE TABLE contract.after (a Int8) ENGINE = Memory' });
  });

  it('pins rows with additional_table_filters', async () => {
    await client.command({ query: `INSERT INTO contract.t SELECT number, 'pin' FROM numbers(10)` });
    const answer = await client.query({
      query: `SELECT count() AS n FROM contract.t WHERE s = 'pin'`,
      format: 'JSONEachRow',
      clickhouse_settings: { additional_table_filters: SettingsMap.from({ 'contract.t': 'a < 3' }), readonly: '1' },
    });
    expect(await answer.json()).toEqual([{ n: 3 }]);
  });

  it('inserts rows, says how many, and ignores a repeated token', async () => {
    const insert = async (token: string) =>
      client.exec({
        query: 'INSERT INTO contract.t FORMAT JSONEachRow',
        values: Readable.from(Buffer.from('{"a":1,"s":"tok"}\n{"a":2,"s":"tok"}\n'), { objectMode: false }),
        clickhouse_settings: { insert_deduplication_token: token, wait_end_of_query: 1 },
      });
    const first = await insert('one');
    expect(first.summary?.written_rows).toBe('2');
    for (const again of [first, await insert('one'), await insert('two')]) again.stream.resume();
    expect(await rows(`SELECT count() AS n FROM contract.t WHERE s = 'tok'`)).toEqual([{ n: 4 }]);
  });

  it('refuses rows it cannot parse, whole', async () => {
    const values = [
      { a: 1, s: 'bad' },
      { a: 'x', s: 'bad' },
    ];
    expect(await codeOf(client.insert({ table: 'contract.t', values, format: 'JSONEachRow' }))).toMatch(
      /^(26|27|72|117)$/,
    );
    expect(await rows(`SELECT count() AS n FROM contract.t WHERE s = 'bad'`)).toEqual([{ n: 0 }]);
  });

  it('answers with the query id it was given and a summary of the work', async () => {
    const answer = await client.query({
      query: 'SELECT sum(number) AS s FROM numbers(1000)',
      format: 'JSON',
      query_id: 'my-query-1',
      clickhouse_settings: { wait_end_of_query: 1 },
    });
    expect(answer.query_id).toBe('my-query-1');
    expect(answer.response_headers['x-clickhouse-query-id']).toBe('my-query-1');
    expect(JSON.parse(String(answer.response_headers['x-clickhouse-summary']))).toMatchObject({ read_rows: '1000' });
    await answer.text();
  });
});

describe('the embedded host alone', () => {
  let host: TestHost;
  beforeAll(async () => {
    host = await startTestHost({ readers: 2, queue: 1 });
  });
  afterAll(() => host.stop());

  it.each(['/', '/ping', '/?query=SELECT+1'])('refuses %s without the secret', async (path) => {
    for (const auth of [
      undefined,
      'Basic eDp5',
      `Basic ${btoa(`x:${host.endpoint.secret}y`)}`,
      `Bearer ${host.endpoint.secret}`,
    ]) {
      const answer = await fetch(host.endpoint.url + path, {
        headers: auth === undefined ? {} : { authorization: auth },
      });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('x-clickhouse-exception-code')).toBe('516');
    }
  });

  it('compresses answers and takes compressed rows', async () => {
    const client = createClient({
      url: host.endpoint.url,
      username: 'x',
      password: host.endpoint.secret,
      compression: { request: true, response: true },
      log: { level: ClickHouseLogLevel.OFF },
    });
    await client.command({ query: 'CREATE TABLE z (a Int64) ENGINE = MergeTree ORDER BY a' });
    await client.insert({
      table: 'z',
      values: Array.from({ length: 1_000 }, (_, a) => ({ a })),
      format: 'JSONEachRow',
    });
    const streamed = await client.query({ query: 'SELECT a FROM z ORDER BY a', format: 'JSONEachRow' });
    expect(streamed.response_headers['content-encoding']).toBe('gzip');
    expect(await streamed.json()).toHaveLength(1_000);
    const whole = await client.query({
      query: 'SELECT sum(a) AS s FROM z',
      format: 'JSON',
      clickhouse_settings: { wait_end_of_query: 1 },
    });
    expect((await whole.json()).data).toEqual([{ s: 499_500 }]);
    await client.close();
  });

  it("bounds what a statement of people may hold, where the limit on the answer's size counts a constant once", async () => {
    const client = connect({ ...host.endpoint, database: 'default' });
    // 90 MB of text, and more than twice of it while it is made.
    const query = "SELECT repeat('a', 900000) AS long FROM numbers(100) FORMAT JSONCompact";
    const ask = (role: { role?: string }) =>
      client.exec({ query, ...role, clickhouse_settings: { max_result_bytes: '64000000', wait_end_of_query: 1 } });
    await expect(ask({ role: 'reader' })).rejects.toMatchObject({ code: '241' });
    const { stream } = await ask({});
    stream.destroy();
    await client.close();
  });

  it('runs readers at once, queues the next and refuses what is too much', async () => {
    const client = connect({ ...host.endpoint, database: 'default' });
    const slow = () =>
      client
        .query({
          query: 'SELECT sleepEachRow(0.2) FROM numbers(2)',
          format: 'JSON',
          clickhouse_settings: { wait_end_of_query: 1, max_block_size: '1' },
        })
        .then(
          () => 'done',
          (error: { code: string }) => error.code,
        );
    expect((await Promise.all([slow(), slow(), slow(), slow()])).sort()).toEqual(['202', 'done', 'done', 'done']);
    await client.close();
  });

  it('obeys injected faults until they are taken back', async () => {
    const client = connect({ ...host.endpoint, database: 'default' });
    host.setFaults({ exceptionCode: 241 });
    await expect(client.query({ query: 'SELECT 1' })).rejects.toMatchObject({ code: '241' });
    host.setFaults({});
    expect(await (await client.query({ query: 'SELECT 1 AS a', format: 'JSONEachRow' })).json()).toEqual([{ a: 1 }]);
    await client.close();
  });
});
