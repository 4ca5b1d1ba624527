import type { Migration } from './migration';
import { rollupFill, rollupTable } from './wider-rollup';

/**
 * `events_1m` once more, by quarter hours: the widest step whose edges every clock in use shares, so that days of any timezone
 * are made of whole ones. It is fed by what arrives in `events_1m`: a batch is a few rows there, so an insert pays little.
 */
export const m0002Quarters: Migration = {
  version: 2,
  name: 'quarters',
  statements: [rollupTable('events_15m', ['workspace', 'name'])],
  fill: rollupFill({
    source: 'events_1m',
    target: 'events_15m',
    keys: ['workspace', 'name'],
    step: 'toStartOfFifteenMinutes',
  }),
};
