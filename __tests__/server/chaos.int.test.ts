import { runChaos } from '@/bench/chaos/run-chaos';
import { describeBuilt } from './portal-process';

// Half a minute when the machine is idle; other suites may keep it busy.
jest.setTimeout(300_000);

/** A few of the faults of `npm run bench -- chaos`, each for a moment: what must hold always, and no figures. */
describeBuilt('while parts of the portal break under load', () => {
  it('no accepted event is lost or doubled, no answer is wrong, and every read is answered', async () => {
    const faults = ['engine killed (', 'store gone', 'portal killed', 'clock jumps back'];
    const options = { seed: 7, seconds: 2, faults, store: 'postgres' as const, load: 0.4 };
    const { outcomes, crashes } = await runChaos(options, () => undefined);
    const tried = outcomes.filter(({ skipped }) => skipped === undefined);
    expect(tried.length).toBeGreaterThanOrEqual(3);
    for (const { name, audit, wrong, refused, failedReads, leaks } of tried) {
      expect({ name, lost: audit?.lost, doubled: audit?.duplicated, strange: audit?.strange, wrong, refused }).toEqual({
        name,
        ...{ lost: 0, doubled: 0, strange: 0, wrong: [], refused: [] },
      });
      expect([name, audit?.stored, audit?.rolledUp, leaks]).toEqual([name, audit?.accepted, audit?.accepted, []]);
      // A portal that is not there answers nothing; how long that is depends on the machine.
      const missed = failedReads.filter(({ status }) => status !== 0 && status !== 503);
      expect([name, (name.startsWith('portal killed') ? missed : failedReads).map(({ why }) => why)]).toEqual([
        name,
        [],
      ]);
    }
    expect(crashes).toEqual([]);
  });
});
