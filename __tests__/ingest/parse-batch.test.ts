import { gzipSync } from 'node:zlib';
import { readBody } from '@/lib/ingest/body';
import { parseBatch } from '@/lib/ingest/parse-batch';

const parse = (text: string) => parseBatch(Buffer.from(text));
const refusalOf = (text: string): unknown => {
  try {
    return parse(text);
  } catch (error) {
    return error;
  }
};
const kinds = (text: string | Buffer) =>
  parseBatch(Buffer.from(text)).items.map((item) => ('fault' in item ? 'fault' : item.value));

describe('the body of a request', () => {
  it.each<[string, string, unknown[]]>([
    ['an object', '{"name":"a"}', [{ name: 'a' }]],
    ['an array', '[{"name":"a"},1]', [{ name: 'a' }, 1]],
    ['an empty array', '[]', []],
    ['an envelope', '{"batch":[{"name":"a"}]}', [{ name: 'a' }]],
    ['NDJSON', '{"name":"a"}\n{"name":"b"}\n', [{ name: 'a' }, { name: 'b' }]],
    [
      'NDJSON with Windows line ends and blank lines',
      '{"name":"a"}\r\n\r\n{"name":"b"}',
      [{ name: 'a' }, { name: 'b' }],
    ],
    ['NDJSON with a broken line', '{"name":"a"}\n{"name":\n{"name":"b"}', [{ name: 'a' }, 'fault', { name: 'b' }]],
    ['NDJSON whose first line is broken', 'oops\n{"name":"b"}', ['fault', { name: 'b' }]],
    ['a byte order mark', '\uFEFF{"name":"a"}', [{ name: 'a' }]],
    ['pretty-printed JSON', '{\n  "name": "a"\n}', [{ name: 'a' }]],
    ['one line of NDJSON', '{"name":"a"}\n', [{ name: 'a' }]],
  ])('can be %s', (_, text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  it.each([
    ['nothing', '', 'empty'],
    ['white space', ' \n\t', 'empty'],
    ['half an object', '{"name":', 'neither JSON nor NDJSON'],
    ['pretty-printed JSON with a fault', '{\n  "name": "a",\n  "properties": {},\n}', 'neither JSON nor NDJSON'],
    ['a form', 'data=abc', 'neither JSON nor NDJSON'],
    ['an envelope without an array', '{"batch":{}}', 'must be an array'],
    ['an envelope with an unknown field', '{"batch":[],"apiKey":"x"}', 'Unknown field "apiKey"'],
  ])('that is %s is refused as a whole', (_, text, reason) => {
    expect(refusalOf(text)).toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining(reason) as string,
    });
  });

  it('keeps when it was sent', () => {
    expect(parse('{"batch":[],"sentAt":"2025-01-01"}').sentAt).toBe('2025-01-01');
  });

  it('with one line of invalid UTF-8 loses that line only', () => {
    const body = Buffer.concat([
      Buffer.from('{"name":"a"}\n{"name":"'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('"}\n{"name":"b"}'),
    ]);
    expect(kinds(body)).toEqual([{ name: 'a' }, 'fault', { name: 'b' }]);
  });

  it('survives nesting that is thousands of levels deep', () => {
    expect(kinds(`[${'['.repeat(50_000)}${']'.repeat(50_000)}]`)).toHaveLength(1);
  });
});

describe('reading a body', () => {
  const text = JSON.stringify({ name: 'a' });
  async function* chunks(bytes: Buffer, size: number) {
    for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
  }

  it.each([
    ['plain', Buffer.from(text), null],
    ['gzip with its header', gzipSync(text), 'gzip'],
    ['gzip that no header announces', gzipSync(text), null],
  ] as const)('takes %s bytes', async (_, bytes, encoding) => {
    expect((await readBody(bytes, encoding, 1_000)).toString()).toBe(text);
    expect((await readBody(chunks(bytes, 5), encoding, 1_000)).toString()).toBe(text);
  });

  it.each([
    ['too many bytes', Buffer.alloc(1_001), null, 'too_large'],
    ['a gzip bomb', gzipSync(Buffer.alloc(50_000_000)), 'gzip', 'too_large'],
    ['damaged gzip', gzipSync(text).subarray(0, 20), 'gzip', 'invalid_input'],
    ['text that claims to be gzip', Buffer.from(text), 'gzip', 'invalid_input'],
  ] as const)('refuses %s', async (...[, bytes, encoding, code]) => {
    await expect(readBody(bytes, encoding, bytes.length > 1_001 ? 100_000 : 1_000)).rejects.toMatchObject({ code });
  });

  it('reads too large a stream on before it refuses, so that the client hears the reason', async () => {
    let read = 0;
    async function* long() {
      for (; read < 20; read += 1) yield await Promise.resolve(Buffer.alloc(100));
    }
    await expect(readBody(long(), null, 1_000)).rejects.toMatchObject({ code: 'too_large', status: 413 });
    expect(read).toBe(20);
  });
});
