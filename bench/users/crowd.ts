// The users of one step in a process of their own, so that what they do does not hold up what is measured besides.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { randomOf } from './random';
import type { RecordedPage } from './record-pages';
import { Tally, type Counted } from './tally';
import { VirtualUser } from './virtual-user';

export type CrowdOrder = {
  url: string;
  cookies: readonly string[];
  pages: readonly RecordedPage[];
  /** Numbers of the users of this process. */
  users: readonly number[];
  /** How long they take to arrive, one after the other, and how long they are measured from then on. */
  arrivalSeconds: number;
  seconds: number;
  thinkMs: number;
  seed: number;
};
/** `lagP99Ms`: how late this process itself was; when that is much, it is what was slow. */
export type CrowdResult = Counted & { lagP99Ms: number };

process.once('message', (order: CrowdOrder) => {
  void live(order).then((result) => process.send?.(result, () => process.disconnect()));
});

async function live({
  url,
  cookies,
  pages,
  users,
  arrivalSeconds,
  seconds,
  thinkMs,
  seed,
}: CrowdOrder): Promise<CrowdResult> {
  const from = performance.now() + arrivalSeconds * 1_000;
  const tally = new Tally(from);
  const lag = monitorEventLoopDelay({ resolution: 10 });
  lag.enable();
  const until = from + seconds * 1_000;
  const crowd = users.map((user, nth) => {
    const arriveAfterMs = (nth / users.length) * arrivalSeconds * 1_000;
    const cookie = cookies[user % cookies.length] ?? '';
    return new VirtualUser({ url, cookie, pages, tally, random: randomOf(seed + user), thinkMs, arriveAfterMs });
  });
  await Promise.all(crowd.map((user) => user.live(until)));
  for (const user of crowd) user.leave();
  lag.disable();
  return { ...tally.counted(), lagP99Ms: lag.percentile(99) / 1e6 };
}
