import type { ClickHouseClient } from '@clickhouse/client';
import { AppError } from '@/lib/errors/app-error';
import { connect, databaseName } from './connection';
import type { EngineStatus } from './engine';
import type { Backend, EngineOptions } from './backend';
import { migrateEngine } from './migrate';

const probeEveryMs = 1_000;

/** Uses a ClickHouse server or cluster. Throws AppError engine_unavailable when it does not answer or refuses the user. */
export async function openRemote(
  options: EngineOptions & { url: string },
  onStatus: (status: EngineStatus) => void,
): Promise<Backend> {
  const { url, clock } = options;
  const setup = connect({ url, database: 'default' });
  try {
    await migrateEngine(setup, { isAlone: false });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError(
      'engine_unavailable',
      `ClickHouse at ${new URL(url).host} (CLICKHOUSE_URL) cannot be used: ${why}`,
      { cause: error },
    );
  } finally {
    await setup.close();
  }
  return watchRemote(
    connect({ url, database: databaseName }),
    { mode: 'clickhouse', state: 'ready', since: clock.now() },
    {
      clock,
      onStatus,
      place: `ClickHouse at ${new URL(url).host}`,
    },
  );
}

/** For tests: a fixed address that MSW answers. No schema, no process. */
export function openMock({ clock }: EngineOptions, onStatus: (status: EngineStatus) => void): Backend {
  const client = connect({ url: mockEngineUrl, database: databaseName });
  return watchRemote(
    client,
    { mode: 'mock', state: 'ready', since: clock.now() },
    { clock, onStatus, place: 'The mocked engine' },
  );
}

/** Port 1 is never open, so a request that no mock catches fails at once. */
export const mockEngineUrl = 'http://127.0.0.1:1';

type Watch = { clock: EngineOptions['clock']; onStatus: (status: EngineStatus) => void; place: string };

/** A server is down when a call cannot reach it, and ready again when it answers a ping. */
function watchRemote(client: ClickHouseClient, first: EngineStatus, { clock, onStatus, place }: Watch): Backend {
  let status = first;
  let timer: NodeJS.Timeout | undefined;
  const change = (next: Pick<EngineStatus, 'state' | 'message'>): void => {
    status = { mode: first.mode, since: clock.now(), ...next };
    onStatus(status);
  };
  const probe = async (): Promise<void> => {
    const { success } = await client.ping();
    if (status.state !== 'down' || timer === undefined) return;
    timer = undefined;
    if (success) change({ state: 'ready' });
    else schedule();
  };
  const schedule = (): void => {
    timer = setTimeout(() => void probe(), probeEveryMs);
    timer.unref();
  };
  return {
    client: () => client,
    status: () => status,
    onFailure: (error) => {
      if (error.code !== 'engine_unavailable' || status.state !== 'ready') return;
      change({ state: 'down', message: `${place} does not answer; trying again every second.` });
      schedule();
    },
    close: async () => {
      clearTimeout(timer);
      timer = undefined;
      await client.close();
      change({ state: 'down', message: 'The engine is closed.' });
    },
  };
}
