import { runFuzz } from '@/bench/fuzz/run-fuzz';
import { describeBuilt, endAll, newDataDir, startPortal } from './portal-process';

jest.setTimeout(180_000);
const key = 'sga_fuzz_test_key_0123456';
const cases = 300;
afterAll(endAll);

describeBuilt('hostile cases at the doors for events, questions and imports', () => {
  it.each([
    ['that were thrown before', 20_260_101],
    // `npm run fuzz` throws many more. When this fails: FUZZ_SEED with the number in the name of the test.
    ['that nobody has thrown yet', Date.now() % 2 ** 31],
  ])('%s, seed %d: never a fault of ours, never without a reason, and no event lost', async (_, seed) => {
    const portal = startPortal(await newDataDir(), { SIGHTGLASS_LOG: 'silent', SIGHTGLASS_INIT_API_KEY: key });
    await portal.ready();
    const report = await runFuzz({ url: portal.url, key }, { cases: cases / 2, seed });
    expect(report.cases).toBeGreaterThanOrEqual(cases / 2);
    expect(report.counted).toBe(report.acknowledged);
    expect(report.statuses.get('POST /api/query 200')).toBeGreaterThan(0);
    portal.kill('SIGTERM');
    expect((await portal.ended).code).toBe(0);
  });
});
