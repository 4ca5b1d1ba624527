import { writeFileSync } from 'node:fs';
import { faults, isChosen } from './faults';
import { sleep, type ChaosOptions } from './options';
import type { Read } from './readers';
import { runFault, type Outcome } from './run-fault';
import { makeWorld } from './world';

export type ChaosRun = { outcomes: Outcome[]; reads: Read[]; reconnects: number; crashes: string[] };

/** The chosen faults, one after the other in one world. */
export async function runChaos(options: ChaosOptions, say: (line: string) => void): Promise<ChaosRun> {
  const world = await makeWorld(options);
  try {
    await sleep(Math.min(5_000, options.seconds * 1_000));
    const before = await world.portal.inside();
    const outcomes: Outcome[] = [];
    for (const fault of faults.filter((one) => isChosen(one, options.faults))) {
      const outcome = await runFault(world, fault, options.seconds * 1_000, before);
      outcomes.push(outcome);
      say(lineOf(outcome));
      if (process.env.CHAOS_LOG) writeFileSync(process.env.CHAOS_LOG, world.portal.log());
    }
    const crashes = world.portal
      .log()
      .split('\n')
      .filter((line) => /unhandled|Uncaught/i.test(line))
      .slice(0, 5);
    return { outcomes, reads: [...world.readers.reads], reconnects: world.viewers.reconnects(), crashes };
  } finally {
    await world.close();
  }
}

function lineOf(outcome: Outcome): string {
  if (outcome.skipped !== undefined) return `${outcome.name}: skipped, ${outcome.skipped}`;
  const { reads, failedReads, staleReads, audit, wrong, refused, leaks, firstFreshMs, flushedMs, notes } = outcome;
  const count =
    audit === null
      ? 'could not be counted'
      : `${audit.accepted} accepted, ${audit.stored} stored, ${audit.lost} lost, ${audit.duplicated} twice, rollup ${audit.rolledUp}`;
  const parts = [
    `${reads} reads, ${failedReads.length} failed, ${staleReads} stale, slowest ${Math.round(outcome.slowestReadMs)} ms`,
    count,
    `fresh after ${firstFreshMs === null ? 'never' : Math.round(firstFreshMs)} ms, flushed after ${flushedMs === null ? 'never' : Math.round(flushedMs)} ms`,
    ...notes,
    ...failedReads.slice(0, 3).map(({ why }) => `FAILED ${why}`),
    ...wrong.slice(0, 3).map((text) => `WRONG ${text}`),
    ...refused.slice(0, 3).map((text) => `REFUSED ${text}`),
    ...leaks.map((text) => `LEAK ${text}`),
  ];
  return `${outcome.name}\n      ${parts.join('\n      ')}`;
}
