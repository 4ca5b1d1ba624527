import { instantOf, wallOf } from '@/lib/time/zone';

/** An instant as a control of type datetime-local has it, on the clock of a timezone. */
export const inputTime = (at: number, timezone: string): string =>
  new Date(wallOf(timezone, at)).toISOString().slice(0, 16);

/** What such a control holds, as an instant; null while it is empty. */
export function instantOfInput(text: string, timezone: string): number | null {
  const wall = Date.parse(`${text}Z`);
  return Number.isNaN(wall) ? null : instantOf(timezone, wall);
}
