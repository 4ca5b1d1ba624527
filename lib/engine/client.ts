import { isAppError } from '@/lib/errors/app-error';
import type { Backend, EngineOptions } from './backend';
import { Calls } from './calls';
import { openEmbedded } from './embedded';
import type { Engine, EngineStatus } from './engine';
import { allowFaults } from './faults';
import { openMock, openRemote } from './remote';

const healthSql =
  'SELECT count() AS events, uniq(user_hash) AS users FROM events WHERE timestamp >= now() - INTERVAL 1 MINUTE';

/**
 * Starts or connects the engine and brings its schema up to date; resolves when it answers queries. Throws AppError
 * engine_unavailable with a message that names the cause and the setting to change.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const listeners = new Set<(status: EngineStatus) => void>();
  const announce = (status: EngineStatus): void => {
    options.metrics.engine.up.set(status.state === 'ready' ? 1 : 0);
    for (const listener of listeners) listener(status);
  };
  const backend = await openBackend(options, announce);
  announce(backend.status());
  const { metrics, clock } = options;
  const calls = new Calls({
    client: () => backend.client(),
    isEmbedded: options.config.mode === 'embedded',
    metrics,
    clock,
    onFailure: (error) => backend.onFailure(error),
  });
  const engine: Engine = {
    query: (query) => calls.query(query),
    read: (statement) => calls.read(statement),
    stream: (query) => calls.stream(query),
    exportLines: (query) => calls.exportLines(query),
    insert: (insert) => calls.insert(insert),
    command: (query) => calls.command(query),
    isHealthy: async (timeoutMs = 2_000) => {
      try {
        return (await calls.query({ sql: healthSql, timeoutMs }, 'health')).rows.length === 1;
      } catch (error) {
        if (!isAppError(error)) throw error;
        return false;
      }
    },
    status: () => backend.status(),
    onStatus: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => backend.close(),
  };
  if (backend.setFaults) allowFaults(engine, backend.setFaults);
  return engine;
}

function openBackend(options: EngineOptions, onStatus: (status: EngineStatus) => void): Promise<Backend> {
  const { config } = options;
  switch (config.mode) {
    case 'embedded':
      return openEmbedded({ ...options, dataDir: config.dataDir }, onStatus);
    case 'clickhouse':
      return openRemote({ ...options, url: config.url }, onStatus);
    case 'mock':
      return Promise.resolve(openMock(options, onStatus));
  }
}
