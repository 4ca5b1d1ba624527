import { readConfig, type ConfigResult } from '@/lib/config/config';

/** The process's settings; every fault is listed. */
export function readSettings(): ConfigResult {
  // eslint-disable-next-line no-restricted-properties -- the one place that hands the environment to lib/config
  return readConfig(process.env, process.cwd());
}
