import { createSessionGuard } from '@/lib/auth/session-guard';
import { AppError } from '@/lib/errors/app-error';
import type { Session } from '@/lib/store/account-ports';
import type { Store } from '@/lib/store/store';
import { createLogger } from '@/lib/telemetry/logger';
import { moving } from './world';

const claim = { userId: 'ada', sessionId: 's1' };
const minute = 60_000;

function world() {
  const clock = moving();
  const now = clock.now();
  const row: Session = {
    ...{ id: 's1', userId: 'ada', method: 'password', ip: '10.0.0.1', device: 'curl' },
    ...{ createdAt: now, lastSeenAt: now, expiresAt: now + 60 * minute, revokedAt: null },
  };
  const find = jest.fn((id: string) => Promise.resolve<Session | null>(id === 's1' ? row : null));
  const touch = jest.fn((_id: string, at: number) => Promise.resolve(void (row.lastSeenAt = at)));
  const store = { sessions: { find, touch } } as unknown as Store;
  const away = () => find.mockRejectedValue(new AppError('store_unavailable', 'The store is away'));
  return { clock, row, find, touch, away, guard: createSessionGuard({ store, clock, log: createLogger('silent') }) };
}

describe('a session', () => {
  it('is asked for once in four seconds, however many requests there are at once', async () => {
    const { guard, find, clock } = world();
    expect(await Promise.all([guard.isOpen(claim), guard.isOpen(claim), guard.isOpen(claim)])).toEqual([
      true,
      true,
      true,
    ]);
    clock.advance(3_999);
    expect(await guard.isOpen(claim)).toBe(true);
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('that was ended elsewhere is over within four seconds, and one ended here at once', async () => {
    const { guard, row, clock } = world();
    expect(await guard.isOpen(claim)).toBe(true);
    row.revokedAt = clock.now();
    clock.advance(4_000);
    expect(await guard.isOpen(claim)).toBe(false);

    const here = world();
    expect(await here.guard.isOpen(claim)).toBe(true);
    here.guard.end(['s1']);
    expect(await here.guard.isOpen(claim)).toBe(false);
  });

  it('that is ended while the store is still answering is over', async () => {
    const { guard } = world();
    const asking = guard.isOpen(claim);
    guard.end(['s1']);
    expect(await asking).toBe(false);
    expect(await guard.isOpen(claim)).toBe(false);
  });

  it('goes on while the store is away, for a quarter of an hour', async () => {
    const { guard, away, clock } = world();
    await guard.isOpen(claim);
    away();
    clock.advance(14 * minute);
    expect(await guard.isOpen(claim)).toBe(true);
    clock.advance(2 * minute);
    await expect(guard.isOpen(claim)).rejects.toMatchObject({ code: 'store_unavailable' });
  });

  it('goes on while the store is slow', async () => {
    const { guard, find, clock } = world();
    await guard.isOpen(claim);
    find.mockReturnValue(new Promise(() => undefined));
    clock.advance(5_000);
    expect(await guard.isOpen(claim)).toBe(true);
  });

  it.each([
    ['is not known', { userId: 'ada', sessionId: 's2' }, 0],
    ["is somebody else's", { userId: 'bob', sessionId: 's1' }, 0],
    ['has run out', claim, 60 * minute],
  ])('that %s is none', async (_what, asked, laterMs) => {
    const { guard, clock } = world();
    clock.advance(laterMs);
    expect(await guard.isOpen(asked)).toBe(false);
  });

  it('is noted as seen at most every five minutes', async () => {
    const { guard, touch, clock } = world();
    for (let n = 0; n < 12; n += 1) {
      await guard.isOpen(claim);
      clock.advance(minute);
    }
    expect(touch).toHaveBeenCalledTimes(2);
  });
});
