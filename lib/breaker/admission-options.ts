import type { Metrics } from '@/lib/telemetry/metrics';
import type { Clock } from '@/lib/time/clock';
import { secondMs } from '@/lib/time/duration';
import type { AdmissionClass } from './admission';
import type { LimitOptions } from './gradient-limit';
import type { After } from './pressure-gauge';

export type AdmissionOptions = {
  clock: Clock;
  metrics?: Pick<Metrics, 'admission'>;
  /** Default: from 2 to 24, at first 4. */
  limit?: Partial<LimitOptions>;
  /** The longest a call waits for its turn, ms. Default: 4 s for people, 8 s for charts, 10 s for rules, 20 s for the rest. */
  deadlines?: Partial<Record<AdmissionClass, number>>;
  /** The most that wait. Default 1,500. */
  maxQueued?: number;
  /** For tests. */
  after?: After;
};

/** The most connections that the engine's client keeps open is 32; some of them are for what is written. */
export const defaultLimit: LimitOptions = { min: 2, max: 24, initial: 4 };
export const defaultDeadlines = {
  alert: 10 * secondMs,
  interactive: 4 * secondMs,
  live: 8 * secondMs,
  bulk: 20 * secondMs,
};
