import fc from 'fast-check';
import { toException, HostError } from '@/lib/engine/host/exception';
import { Lane } from '@/lib/engine/host/lane';
import { parseMultipart } from '@/lib/engine/host/multipart';
import { isStreamable, literal, readInsert, readStatement, sessionSetup } from '@/lib/engine/host/statement';

const read = (url: string, body = '') => readStatement(new URLSearchParams(url), new Map(), Buffer.from(body));

describe('a statement from a request', () => {
  it('takes the query from the body, or from the URL with the body as its rows', () => {
    expect(read('', 'SELECT 1; \n')).toMatchObject({ sql: 'SELECT 1', data: undefined });
    expect(read('query=INSERT+INTO+t+FORMAT+JSONEachRow', '{"a":1}')).toMatchObject({
      sql: 'INSERT INTO t FORMAT JSONEachRow',
      data: Buffer.from('{"a":1}'),
    });
    expect(read('query=SELECT+1')).toMatchObject({ sql: 'SELECT 1', data: undefined });
  });

  it('sorts what is a setting, a parameter or part of the interface', () => {
    const statement = read(
      'query_id=q&database=d&max_threads=2&param_a=x&wait_end_of_query=1&readonly=1&default_format=CSV',
      'SELECT 1',
    );
    expect(statement).toMatchObject({ database: 'd', defaultFormat: 'CSV', waitEnd: true, params: [['param_a', 'x']] });
    expect(statement.settings).toEqual([
      ['max_threads', '2'],
      ['readonly', '1'],
    ]);
  });

  it('refuses a name that is not one', () => {
    expect(() => read("max_threads=1&a'=1", 'SELECT 1')).toThrow(HostError);
    expect(() => read('param_a,readonly=1', 'SELECT 1')).toThrow('param_a,readonly');
  });

  it('sets readonly after everything else, and its own mark whatever the caller sent', () => {
    const setup = sessionSetup(
      read("readonly=2&max_threads=3&log_comment=mine&database=d`b&param_x=it's", 'SELECT 1'),
      [
        ['max_threads', '9'],
        ['log_comment', 'mark'],
      ],
    );
    expect(setup).toBe("USE `d\\`b`; SET max_threads='3', log_comment='mark', param_x='it\\'s', readonly='2'");
  });

  it.each([
    ['SELECT 1', 'JSONEachRow', true],
    ['(SELECT 1) UNION ALL (SELECT 2)', 'CSV', true],
    ['WITH 1 AS a SELECT a FORMAT JSONEachRow', 'JSON', true],
    ['SELECT 1 FORMAT JSON', 'JSONEachRow', false],
    ['SELECT 1 FORMAT CSVWithNames', 'CSV', false],
    ['SELECT 1 FORMAT JSONEachRow SETTINGS max_threads = 1', 'CSV', false],
    ['SELECT 1', 'JSON', false],
    ['CREATE TABLE t (a Int8) ENGINE = Memory', 'TabSeparated', false],
  ])('streams %j in %s: %s', (sql, format, expected) => {
    expect(isStreamable(read(`default_format=${format}`, sql))).toBe(expected);
    expect(isStreamable(read(`default_format=${format}&wait_end_of_query=1`, sql))).toBe(false);
  });

  it.each([
    ['INSERT INTO t FORMAT JSONEachRow', { table: 't', columns: undefined, format: 'JSONEachRow' }],
    ['insert into `d`.`t` (`a`, b) format CSV', { table: 'd.t', columns: ['a', 'b'], format: 'CSV' }],
    ['INSERT INTO t SELECT 1', undefined],
    ['INSERT INTO FUNCTION file(x) FORMAT CSV', undefined],
  ])('reads %j', (sql, expected) => {
    expect(readInsert(sql)).toEqual(expected);
  });

  it('writes any text as a literal that ends where it should', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const inner = literal(text).slice(1, -1);
        expect(inner.replace(/\\(.)/gs, (_, c: string) => (c === '0' ? '\0' : c))).toBe(text);
        expect(/(^|[^\\])(\\\\)*'/.test(inner)).toBe(false);
      }),
    );
  });
});

describe('a multipart body', () => {
  it('gives back any fields', () => {
    const value = fc.string({ unit: 'binary' }).filter((text) => !text.includes('--limit'));
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z_]{1,12}$/), value), (fields) => {
        const parts = Object.entries(fields).map(
          ([k, v]) => `--limit\r\nContent-Disposition: form-data; name="${k}"\r\n\r\n${v}\r\n`,
        );
        const body = Buffer.from(`${parts.join('')}--limit--\r\n`);
        const known = Object.entries(fields).map(([k, v]) => [k, Buffer.from(v).toString()]);
        expect([...parseMultipart(body, 'multipart/form-data; boundary=limit')]).toEqual(known);
      }),
    );
  });
});

describe('a lane', () => {
  it('runs a few at once, the rest in order, and refuses what does not fit', async () => {
    const lane = new Lane(2, 2);
    const log: string[] = [];
    const ends: (() => void)[] = [];
    const job = (name: string) =>
      lane.run(async () => {
        log.push(name);
        await new Promise<void>((resolve) => ends.push(resolve));
      });
    const jobs = [job('a'), job('b'), job('c'), job('d')];
    await expect(job('e')).rejects.toThrow('TOO_MANY_SIMULTANEOUS_QUERIES');
    expect(log).toEqual(['a', 'b']);
    ends[0]?.();
    await jobs[0];
    await Promise.resolve();
    expect(log).toEqual(['a', 'b', 'c']);
    for (let i = 1; i < 4; i += 1) {
      ends[i]?.();
      await jobs[i];
      await Promise.resolve();
    }
    expect(log).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives its place away when a job fails', async () => {
    const lane = new Lane(1, 5);
    const failing = lane.run(() => Promise.reject(new Error('no')));
    const next = lane.run(() => Promise.resolve('ok'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('ok');
  });
});

describe('an exception', () => {
  it.each([
    ['Query failed: Code: 60. DB::Exception: Unknown table. (UNKNOWN_TABLE)', 60, 404],
    ['Code: 62. DB::Exception: Syntax error. (SYNTAX_ERROR)', 62, 400],
    ['Code: 241. DB::Exception: Memory. (MEMORY_LIMIT_EXCEEDED)', 241, 500],
    ['socket closed', 1002, 500],
  ])('of %j has the code %i and the status %i', (text, code, status) => {
    const exception = toException(new Error(text));
    expect(exception).toMatchObject({ code, status });
    expect(exception.message).toMatch(/^Code: \d+\. DB::Exception: /);
  });
});
