import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { openEngine } from '@/lib/engine/client';
import { mockEngineUrl } from '@/lib/engine/remote';
import { createLogger } from '@/lib/telemetry/logger';
import { createMetrics } from '@/lib/telemetry/metrics';
import { systemClock } from '@/lib/time/clock';
import { nextStatus } from '../build/engine';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'bypass' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const open = () =>
  openEngine({
    config: { mode: 'mock' },
    hostEntry: '',
    log: createLogger('silent'),
    metrics: createMetrics(),
    clock: systemClock,
  });
const statistics = { rows_read: 5, bytes_read: 40 };

describe('the engine in mock mode', () => {
  it('asks a fixed address that a mock can answer', async () => {
    server.use(http.post(mockEngineUrl, () => HttpResponse.json({ meta: [{ name: 'n' }], data: [[7]], statistics })));
    const engine = await open();
    expect(await engine.query({ sql: 'SELECT 7 AS n' })).toMatchObject({
      rows: [{ n: 7 }],
      rowsRead: 5,
      bytesRead: 40,
    });
    expect(engine.status()).toMatchObject({ state: 'ready', mode: 'mock' });
    await engine.close();
  });

  it('knows the errors of ClickHouse by their codes', async () => {
    const engine = await open();
    const cases = [
      [159, 'engine_timeout'],
      [202, 'engine_unavailable'],
      [62, 'query_rejected'],
    ] as const;
    for (const [code, expected] of cases) {
      server.use(
        http.post(mockEngineUrl, () =>
          HttpResponse.text(`Code: ${code}. DB::Exception: It said no.\nand more (SOME_ERROR) (version 26.7)`, {
            status: 500,
            headers: { 'x-clickhouse-exception-code': String(code) },
          }),
        ),
      );
      const failure = await engine.query({ sql: 'SELECT 1' }).catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: expected });
      expect(String(failure)).not.toContain('and more');
    }
    await engine.close();
  });

  it('is down while nothing answers and ready again when a ping does', async () => {
    const engine = await open();
    await expect(engine.query({ sql: 'SELECT 1' })).rejects.toMatchObject({ code: 'engine_unavailable' });
    expect(engine.status()).toMatchObject({
      state: 'down',
      message: expect.stringContaining('does not answer') as string,
    });
    const ready = nextStatus(engine, (status) => status.state === 'ready');
    server.use(http.get(`${mockEngineUrl}/ping`, () => HttpResponse.text('Ok.\n')));
    await ready;
    await engine.close();
  });
});
