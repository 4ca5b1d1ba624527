import type { StaleReason } from '@/lib/model/answer';

/** Why an answer is older than it should be, in the fewest words. */
export const staleReasons: Record<StaleReason, string> = {
  engine_down: 'engine down',
  engine_restarting: 'engine restarting',
  engine_timeout: 'engine too slow',
  overloaded: 'portal busy',
  breaker_open: 'waiting for the engine',
  engine_error: 'engine fault',
};
