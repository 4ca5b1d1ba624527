import type { SpoolPosition } from './spool';

/** Negative when `a` lies before `b`. */
export function comparePositions(a: SpoolPosition, b: SpoolPosition): number {
  return a.segment - b.segment || a.offset - b.offset;
}
