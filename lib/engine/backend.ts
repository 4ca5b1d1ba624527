import type { ClickHouseClient } from '@clickhouse/client';
import type { Logger } from 'pino';
import type { Config } from '@/lib/config/config';
import type { AppError } from '@/lib/errors/app-error';
import type { Metrics } from '@/lib/telemetry/metrics';
import type { Clock } from '@/lib/time/clock';
import type { EngineStatus } from './engine';
import type { HostFaults } from './host/protocol';

export type EngineOptions = {
  config: Config['engine'];
  /** Path of the bundled host process; used by the embedded engine only. */
  hostEntry: string;
  log: Logger;
  metrics: Metrics;
  clock: Clock;
};

/** Where the calls go: the supervised process, a server, or a mock. */
export type Backend = {
  client(): ClickHouseClient;
  status(): EngineStatus;
  onFailure(error: AppError): void;
  /** Embedded only. */
  setFaults?: (faults: HostFaults) => void;
  close(): Promise<void>;
};
