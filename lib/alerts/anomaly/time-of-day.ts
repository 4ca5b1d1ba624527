import { dayMs } from '@/lib/time/duration';

/** What is usual at each time of the day: slots that move towards each new day's mean. `open` is the slot being filled. */
export type TimeOfDay = {
  usual: (number | null)[];
  open: { slot: number; sum: number; count: number } | null;
};
export type TimeOfDayShape = { slots: number; weight: number };

export const newTimeOfDay = ({ slots }: TimeOfDayShape): TimeOfDay => ({
  usual: Array<null>(slots).fill(null),
  open: null,
});

const slotOf = (wall: number, slots: number) => Math.floor(((((wall % dayMs) + dayMs) % dayMs) / dayMs) * slots);

/** The usual value at a wall-clock time (ms); null where no day has passed yet. */
export function usualAt(days: TimeOfDay, wall: number): number | null {
  return days.usual[slotOf(wall, days.usual.length)] ?? null;
}

/** Takes a value in. A slot is rewritten when it ends, so that a value is never compared with itself. */
export function learnTimeOfDay(
  days: TimeOfDay,
  { wall, value }: { wall: number; value: number },
  { weight }: TimeOfDayShape,
): TimeOfDay {
  const slot = slotOf(wall, days.usual.length);
  const { open } = days;
  if (open?.slot === slot) return { ...days, open: { slot, sum: open.sum + value, count: open.count + 1 } };
  const next = { slot, sum: value, count: 1 };
  if (open === null) return { ...days, open: next };
  const mean = open.sum / open.count;
  const before = days.usual[open.slot] ?? null;
  return { usual: days.usual.with(open.slot, before === null ? mean : before + weight * (mean - before)), open: next };
}
