import { z } from 'zod';
import { readBytes, readJson } from '@/lib/http/body';

const post = (body: string, headers: Record<string, string> = {}) =>
  new Request('http://portal.example/', { method: 'POST', body, headers });
const schema = z.strictObject({ name: z.string(), size: z.number().max(3) });

describe('request bodies', () => {
  it('are parsed and checked', async () => {
    await expect(readJson(post('{"name":"a","size":2}'), schema)).resolves.toEqual({ name: 'a', size: 2 });
  });
  it('name every fault by its path', async () => {
    await expect(readJson(post('{"size":9,"extra":1}'), schema)).rejects.toMatchObject({
      code: 'invalid_input',
      fields: expect.arrayContaining([
        expect.objectContaining({ path: 'name' }),
        expect.objectContaining({ path: 'size' }),
      ]) as unknown,
    });
  });
  it('that are not JSON say so', async () => {
    await expect(readJson(post('{"name":'), schema)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('not valid JSON') as unknown,
    });
  });
  it('are refused as soon as they are too large', async () => {
    await expect(readBytes(post('x'.repeat(11)), 10)).rejects.toMatchObject({ code: 'too_large' });
    await expect(readBytes(post('x'.repeat(10)), 10)).resolves.toHaveLength(10);
  });
});
