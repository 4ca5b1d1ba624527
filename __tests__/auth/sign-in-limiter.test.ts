import fc from 'fast-check';
import { createSignInLimiter } from '@/lib/auth/sign-in-limiter';
import { moving } from './world';

const minute = 60_000;
const limits = { windowMs: 15 * minute, maxPerAccount: 5, maxPerIp: 20 };

it('refuses the sixth wrong attempt at an account, from any address, until the first is 15 minutes old', () => {
  const clock = moving();
  const limiter = createSignInLimiter(clock, limits);
  for (let n = 0; n < 5; n += 1) {
    limiter.begin({ account: 'ada', ip: `10.0.0.${n}` });
    clock.advance(minute);
  }
  expect(() => limiter.begin({ account: 'ada', ip: '10.0.0.9' })).toThrow(
    expect.objectContaining({
      code: 'rate_limited',
      status: 429,
      retryAfterMs: 10 * minute,
      message: 'Too many attempts. Try again in 10 minutes.',
    }) as Error,
  );
  expect(() => limiter.begin({ account: 'bob', ip: '10.0.0.9' })).not.toThrow();
  clock.advance(10 * minute - 1);
  expect(() => limiter.begin({ account: 'ada', ip: '10.0.0.9' })).toThrow('Try again in 1 minute.');
  clock.advance(1);
  expect(() => limiter.begin({ account: 'ada', ip: '10.0.0.9' })).not.toThrow();
  expect(() => limiter.begin({ account: 'ada', ip: '10.0.0.9' })).toThrow(
    expect.objectContaining({ retryAfterMs: minute }) as Error,
  );
});

it('refuses an address that tries twenty accounts', () => {
  const limiter = createSignInLimiter(moving(), limits);
  for (let n = 0; n < 20; n += 1) limiter.begin({ account: `user${n}`, ip: '10.0.0.1' });
  expect(() => limiter.begin({ account: 'another', ip: '10.0.0.1' })).toThrow(
    expect.objectContaining({ code: 'rate_limited' }) as Error,
  );
  expect(() => limiter.begin({ account: 'another', ip: '10.0.0.2' })).not.toThrow();
});

it('counts attempts that are still being checked, so that a burst gets no further than a slow one', () => {
  const limiter = createSignInLimiter(moving(), limits);
  const burst = Array.from({ length: 50 }, () => {
    try {
      return limiter.begin({ account: 'ada', ip: '10.0.0.1' });
    } catch {
      return null;
    }
  });
  expect(burst.filter((attempt) => attempt !== null)).toHaveLength(5);
});

it('starts the account anew after a success, but not the address', () => {
  const limiter = createSignInLimiter(moving(), limits);
  for (let n = 0; n < 19; n += 1) limiter.begin({ account: `user${n}`, ip: '10.0.0.1' });
  for (let n = 0; n < 5; n += 1) limiter.begin({ account: 'ada', ip: '10.0.0.1' }).succeed();
  limiter.begin({ account: 'mallory', ip: '10.0.0.1' });
  expect(() => limiter.begin({ account: 'ada', ip: '10.0.0.1' })).toThrow(
    expect.objectContaining({ code: 'rate_limited' }) as Error,
  );
});

it('never lets more than five wrong attempts at an account through in any 15 minutes, and never refuses without a wait that then suffices', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 6 * minute }), { maxLength: 60 }), (pauses) => {
      const clock = moving();
      const limiter = createSignInLimiter(clock, limits);
      const passed: number[] = [];
      for (const pause of pauses) {
        clock.advance(pause);
        try {
          limiter.begin({ account: 'ada', ip: String(passed.length) });
          passed.push(clock.monotonic());
        } catch (error) {
          const wait = (error as { retryAfterMs: number }).retryAfterMs;
          expect(wait).toBeGreaterThan(0);
          expect(passed.filter((at) => clock.monotonic() + wait - at < 15 * minute).length).toBeLessThan(5);
        }
        expect(passed.filter((at) => clock.monotonic() - at < 15 * minute).length).toBeLessThanOrEqual(5);
      }
    }),
  );
});
