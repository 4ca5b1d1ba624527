import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Portal } from '../../e2e/portal';
import { percentile } from '../figures';
import { sessionCookie } from '../overview';
import { watchFreshness } from './freshness';
import { portalLoad } from './portal-load';
import type { RecordedPage } from './record-pages';
import { Tally, kinds, type Kind, type Spread } from './tally';
import { VirtualUser } from './virtual-user';

export type Step = {
  users: number;
  seconds: number;
  spreads: Record<Kind, Spread>;
  requestsPerSecond: number;
  availability: number;
  faults: Record<string, number>;
  freshness: { count: number; p50: number; p95: number; refused: number };
  engineQueriesPerSecond: number;
  liveRefreshesPerSecond: number;
  portalCores: number;
  loopLagP99Ms: number;
  portalMb: number;
  engineMb: number;
  descriptors: number;
  /** The load client's own lag: when this is large, the client is what is slow. */
  clientLagP99Ms: number;
};

export type StepOptions = {
  users: number;
  seconds: number;
  thinkMs: number;
  pages: readonly RecordedPage[];
  seed: number;
};

/** So many users for so long, after they have all arrived. */
export async function runStep(portal: Portal, { users, seconds, thinkMs, pages, seed }: StepOptions): Promise<Step> {
  const tally = new Tally();
  // People sign in once a week: one session for many tabs measures the same pages.
  const cookies = await signIns(portal, Math.min(users, 10));
  const ownLag = monitorEventLoopDelay({ resolution: 10 });
  const freshness = await watchFreshness(portal, `bench.users.${users}`);
  ownLag.enable();
  const before = await portalLoad(portal);
  const until = performance.now() + seconds * 1_000;
  const crowd = Array.from({ length: users }, (_, index) => {
    const cookie = cookies[index % cookies.length] ?? '';
    return new VirtualUser({ url: portal.url, cookie, pages, tally, random: randomOf(seed + index), thinkMs });
  });
  const living = Promise.all(crowd.map((user) => user.live(until)));
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000 - 500));
  const after = await portalLoad(portal);
  await living;
  ownLag.disable();
  freshness.stop();
  for (const user of crowd) user.leave();
  const spent = (after.at - before.at) / 1_000;
  const spreads = Object.fromEntries(kinds.map((kind) => [kind, tally.spread(kind)])) as Step['spreads'];
  return {
    ...{ users, seconds, spreads },
    requestsPerSecond: tally.requests / spent,
    availability: tally.availability,
    faults: Object.fromEntries(tally.faults),
    freshness: {
      count: freshness.lagsMs.length,
      p50: percentile(freshness.lagsMs, 0.5),
      p95: percentile(freshness.lagsMs, 0.95),
      refused: freshness.refused,
    },
    engineQueriesPerSecond: (after.engineQueries - before.engineQueries) / spent,
    liveRefreshesPerSecond: (after.liveRefreshes - before.liveRefreshes) / spent,
    portalCores: (after.cpuSeconds - before.cpuSeconds) / spent,
    loopLagP99Ms: after.loopLagP99Ms,
    portalMb: after.portalMb,
    engineMb: after.engineMb,
    descriptors: after.descriptors,
    clientLagP99Ms: ownLag.percentile(99) / 1e6,
  };
}

async function signIns(portal: Portal, count: number): Promise<string[]> {
  const cookies: string[] = [];
  for (let i = 0; i < count; i += 1) cookies.push(await sessionCookie(portal));
  return cookies;
}

/** mulberry32: small, even, and the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
