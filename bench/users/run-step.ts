import { fork } from 'node:child_process';
import os from 'node:os';
import type { Portal } from '../../e2e/portal';
import { percentile } from '../figures';
import { sessionCookie } from '../overview';
import type { CrowdOrder, CrowdResult } from './crowd';
import { watchFreshness } from './freshness';
import { portalLoad } from './portal-load';
import type { RecordedPage } from './record-pages';
import { Tally, kinds, type Kind, type Spread } from './tally';

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
  pressure: number;
  /** Processes of the whole machine that ran or waited to run, over a minute; above the number of cores everything waits. */
  machineLoad: number;
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
  const freshness = await watchFreshness(portal, `bench.users.${users}`);
  const arrivalSeconds = Math.max(5, users / arrivalsPerSecond);
  const processes = Math.ceil(users / usersPerProcess);
  const crowds = Array.from({ length: processes }, (_, nth) =>
    crowd({
      ...{ url: portal.url, cookies, pages, arrivalSeconds, seconds, thinkMs, seed },
      users: Array.from({ length: users }, (_none, user) => user).filter((user) => user % processes === nth),
    }),
  );
  await pause(arrivalSeconds * 1_000);
  // What waited while they arrived is no part of how things are once they are there.
  freshness.lagsMs.length = 0;
  const before = await portalLoad(portal);
  await pause(seconds * 1_000 - 500);
  const after = await portalLoad(portal);
  const results = await Promise.all(crowds);
  freshness.stop();
  for (const result of results) tally.add(result);
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
    pressure: after.pressure,
    machineLoad: os.loadavg()[0] ?? Number.NaN,
    clientLagP99Ms: Math.max(...results.map(({ lagP99Ms }) => lagP99Ms)),
  };
}

const pause = (forMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, forMs));
/** People do not all come in the same second; a first visit is a dozen requests. */
const arrivalsPerSecond = 10;
/** One event loop keeps up with about as many. */
const usersPerProcess = 500;

/** The script is TypeScript: the child gets the same loader as this process. */
function crowd(order: CrowdOrder): Promise<CrowdResult> {
  return new Promise((resolve, reject) => {
    const child = fork('bench/users/crowd.ts');
    child.once('message', (result) => resolve(result as CrowdResult));
    child.once('exit', (code) => reject(new Error(`the load client ended with code ${code ?? 'none'}`)));
    child.send(order);
  });
}

async function signIns(portal: Portal, count: number): Promise<string[]> {
  const cookies: string[] = [];
  for (let i = 0; i < count; i += 1) cookies.push(await sessionCookie(portal));
  return cookies;
}
