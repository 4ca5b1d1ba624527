import { AppError } from '@/lib/errors/app-error';
import { insertRows } from '@/lib/ingest/insert-rows';
import { memoryEngine } from '../build/ingest';

const line = (n: number) => `{"n":${n}}\n`;
const rowsOf = (count: number) => Buffer.from(Array.from({ length: count }, (_, n) => line(n)).join(''));
const refusal = (code: string) => new AppError('query_rejected', 'Cannot parse', { detail: { code } });
const insert = (rows: Buffer, attempt = 0) => ({ table: 'events' as const, rows, token: 't', attempt });

function engineThatRefuses(bad: number[], code = '117') {
  const engine = memoryEngine();
  engine.failWith(({ rows }) => (bad.some((n) => rows.toString().includes(line(n))) ? refusal(code) : null));
  return engine;
}

describe('inserting rows', () => {
  it.each([
    ['one bad row among many', 1_000, [617]],
    ['the first and the last', 8, [0, 7]],
    ['all of them', 5, [0, 1, 2, 3, 4]],
    ['the only one', 1, [0]],
  ])('finds %s and puts in the rest', async (_, count, bad) => {
    const engine = engineThatRefuses(bad);
    const refused = await insertRows(engine, insert(rowsOf(count)));
    expect(refused.map((row) => row.line.toString())).toEqual(bad.map(line));
    expect(engine.rowsOf('events').map(({ n }) => n)).toEqual(
      Array.from({ length: count }, (_row, n) => n).filter((n) => !bad.includes(n)),
    );
  });

  it('puts nothing in twice when all is done again', async () => {
    const engine = engineThatRefuses([3]);
    await insertRows(engine, insert(rowsOf(10)));
    await insertRows(engine, insert(rowsOf(10)));
    expect(engine.rowsOf('events')).toHaveLength(9);
  });

  it.each([
    ['a missing table', '60', 99],
    ['too little memory', '241', 99],
    ['an unknown refusal, at first', '4242', 0],
  ])('does not blame the rows for %s', async (_, code, attempt) => {
    await expect(insertRows(engineThatRefuses([0], code), insert(rowsOf(3), attempt))).rejects.toMatchObject({
      code: 'query_rejected',
    });
  });

  it('blames the rows for an unknown refusal that does not pass', async () => {
    expect(await insertRows(engineThatRefuses([0], '4242'), insert(rowsOf(3), 5))).toHaveLength(1);
  });
});
