import type { Binder } from './binder';

/** Rows that the engine's index tells apart: it reads all of them or none. */
export const blockRows = 8_192;
/** Part of the engine's data that holds more rows than this is sampled in its first so many only. */
const maxPartRows = 2 ** 28;

/**
 * True of one in `every` blocks of neighbouring rows, the same ones each time as long as the engine does not merge its data.
 * Written so that the index alone decides: what is left out is not even looked at, which a hash of a column cannot give.
 * Rows are sorted by name and time, so every name and time has its share of the blocks.
 */
export function inSample(every: number, binder: Binder): string {
  const step = binder.bind(every, 'UInt32');
  const blocks = binder.bind(Math.ceil(maxPartRows / blockRows / every), 'UInt32');
  const first = binder.bind(Math.floor(every / 2), 'UInt32');
  return `intDiv(_part_offset, ${blockRows}) IN (SELECT number * ${step} + ${first} FROM numbers(${blocks}))`;
}
