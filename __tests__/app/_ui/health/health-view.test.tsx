import { fireEvent, render, screen, within } from '@testing-library/react';
import { HealthView } from '@/app/_ui/health/health-view';
import type { AdmissionStatus } from '@/lib/breaker/admission';
import type { BreakerStatus } from '@/lib/breaker/breakers';
import type { PortalReport } from '@/lib/http/portal-report';

const now = Date.now();
const breaker = (change: Partial<BreakerStatus>): BreakerStatus => ({
  name: 'engine',
  kind: 'engine',
  label: 'Engine',
  state: 'closed',
  since: now - 60_000,
  lastFailure: null,
  failuresInRow: 0,
  probes: 0,
  nextProbeAt: null,
  history: [],
  ...change,
});
const none = { alert: 0, interactive: 0, live: 0, bulk: 0 };
const calm: AdmissionStatus = {
  limit: 6,
  inFlight: 1,
  queued: none,
  refused: none,
  pressure: 1,
  everyMs: 0,
  latencyMs: 4,
  waitMs: 0,
};
const report = (breakers: BreakerStatus[], change: Partial<PortalReport> = {}): PortalReport => ({
  version: '1',
  startedAt: now - 7_200_000,
  dataDir: '/data',
  ready: true,
  engine: { state: 'ready', mode: 'embedded', since: now },
  store: { state: 'ready', mode: 'pglite' },
  spool: { pendingBytes: 0, limitBytes: 100 },
  breakers,
  admission: calm,
  cache: { entries: 0, bytes: 0, limitBytes: 1, evictions: 0, hits: 0, misses: 0, buckets: { reused: 0, asked: 0 } },
  live: { viewers: 0, questions: 0 },
  provision: null,
  memoryBytes: 1,
  ...change,
});
const open = breaker({
  state: 'open',
  lastFailure: 'connect ECONNREFUSED',
  failuresInRow: 5,
  nextProbeAt: now,
  history: [{ at: now - 3_000, to: 'open', reason: 'connect ECONNREFUSED' }],
});
const show = (initial: PortalReport, canReset = true) =>
  render(<HealthView initial={initial} workspace="main" canReset={canReset} renderedAt={now} />);
const asked = jest.spyOn(globalThis, 'fetch');
const row = (name: string) => {
  const found = document.querySelector(`[data-breaker="${name}"]`);
  if (!(found instanceof HTMLElement)) throw new Error(`no row ${name}`);
  return within(found);
};

test('while all is well it says so and offers nothing to press', () => {
  show(report([breaker({}), breaker({ name: 'store', kind: 'store', label: 'Store' })]));
  expect(row('engine').getByText('Answers')).toBeInTheDocument();
  expect(row('store').getByText('Answers')).toBeInTheDocument();
  expect(screen.getByText('Nothing has failed')).toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('a part that does not answer says what that means, what it said last, and what its own state is', () => {
  const engine = {
    state: 'restarting',
    mode: 'embedded',
    since: now,
    message: 'Engine restarting, attempt 2.',
  } as const;
  show(report([open], { engine, spool: { pendingBytes: 10, limitBytes: 100 } }));
  expect(row('engine').getByText(/Does not answer/)).toBeInTheDocument();
  expect(row('engine').getByText(/last good answers/)).toBeInTheDocument();
  expect(row('engine').getByText('Last failure: connect ECONNREFUSED')).toBeInTheDocument();
  expect(row('engine').getByText(/attempt 2\. Accepted events wait in the spool/)).toBeInTheDocument();
  expect(screen.getByText('Stopped answering')).toBeInTheDocument();
});

test('those who may can have it tried at once, and see what came of it', async () => {
  asked.mockResolvedValueOnce(
    Response.json(
      breaker({ history: [{ at: now, to: 'closed', reason: 'Reset by ann@example.com' }, ...open.history] }),
    ),
  );
  show(report([open]));
  fireEvent.click(screen.getByRole('button', { name: 'Try now' }));
  expect(asked).toHaveBeenCalledWith('/api/breakers/engine/reset', expect.objectContaining({ method: 'POST' }));
  expect(await screen.findByText('Reset by ann@example.com')).toBeInTheDocument();
  expect(row('engine').getByText('Answers')).toBeInTheDocument();
});

test('a refusal is shown where it was pressed', async () => {
  asked.mockRejectedValueOnce(new TypeError('offline'));
  show(report([open]));
  fireEvent.click(screen.getByRole('button', { name: 'Try now' }));
  expect(await row('engine').findByRole('alert')).toHaveTextContent('The portal cannot be reached');
});

test('who may not is not shown the button', () => {
  show(report([open]), false);
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});

test('a busy engine says how often charts are updated, who waits and who was turned away', () => {
  const admission = {
    ...calm,
    pressure: 4,
    everyMs: 4_000,
    queued: { ...none, live: 12 },
    refused: { ...none, bulk: 3 },
  };
  show(report([breaker({})], { admission }));
  expect(screen.getByText('Busy: charts are updated every 4 s until it keeps up again.')).toBeInTheDocument();
  expect(screen.getByText('12 waiting, 0 refused since the start')).toBeInTheDocument();
  expect(screen.getByText('0 waiting, 3 refused since the start')).toBeInTheDocument();
});
