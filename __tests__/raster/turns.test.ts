import { createTurns } from '@/lib/raster/turns';

describe('work that is done in turns', () => {
  it('runs so many pieces at once, the next as soon as one has ended, also by failing', async () => {
    const inTurn = createTurns({ width: 2, maxWaiting: 10 });
    let running = 0;
    let most = 0;
    const piece = (index: number) =>
      inTurn(async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        if (index % 3 === 0) throw new Error('failed');
        return index;
      });
    const ends = await Promise.allSettled(Array.from({ length: 9 }, (_, index) => piece(index)));
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(3);
    expect([most, running]).toEqual([2, 0]);
  });

  it('refuses whoever would be one too many, and nobody after that', async () => {
    const inTurn = createTurns({ width: 1, maxWaiting: 1 });
    let end: () => void = () => undefined;
    const first = inTurn(() => new Promise<void>((resolve) => (end = resolve)));
    const second = inTurn(async () => 'second');
    await expect(inTurn(async () => 'third')).rejects.toMatchObject({ code: 'overloaded', retryAfterMs: 1_000 });
    end();
    await first;
    await expect(second).resolves.toBe('second');
    await expect(inTurn(async () => 'fourth')).resolves.toBe('fourth');
  });
});
