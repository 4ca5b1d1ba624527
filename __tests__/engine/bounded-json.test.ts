import { Readable } from 'node:stream';
import { boundedJson } from '@/lib/engine/bounded-json';

const pieces = (...texts: string[]) => Readable.from(texts.map((text) => Buffer.from(text)));

it('reads an answer that comes in pieces, also in the middle of a letter', async () => {
  const bytes = Buffer.from('{"a":"ö"}');
  expect(await boundedJson(Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]))).toEqual({ a: 'ö' });
});

it('says so as soon as an answer is too large, and takes no more of it', async () => {
  let taken = 0;
  function* endless() {
    for (;;) {
      taken += 1;
      yield Buffer.alloc(1024, ' ');
    }
  }
  await expect(boundedJson(Readable.from(endless()), 10 * 1024)).rejects.toMatchObject({
    code: 'query_rejected',
    message: expect.stringContaining('larger than') as string,
  });
  expect(taken).toBeLessThan(100);
});

it('lets an answer of the very size through', async () => {
  expect(await boundedJson(pieces('[1,', '2]'), 5)).toEqual([1, 2]);
  await expect(boundedJson(pieces('[1,', '2]'), 4)).rejects.toMatchObject({ code: 'query_rejected' });
});
