/** How numbers and dates are written; words stay English. */
export type ChartLocale = {
  /** Between thousands, and before decimals. */
  group: string;
  decimal: string;
  /** Short names; dates are given as if their wall time were UTC. */
  month: (wall: Date) => string;
  weekday: (wall: Date) => string;
  dayOfMonth: (wall: Date) => string;
};

// Own names and patterns instead of Intl's: the server's and the browser's locale data differ in versions, and a label that
// differs by one narrow space is a hydration mismatch.
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const english: ChartLocale = {
  group: ',',
  decimal: '.',
  month: (wall) => months[wall.getUTCMonth()] ?? '',
  weekday: (wall) => weekdays[wall.getUTCDay()] ?? '',
  dayOfMonth: (wall) => `${english.month(wall)} ${wall.getUTCDate()}`,
};

let current = english;
const known = new Map<string, ChartLocale>();
const maxKnown = 50;

export const chartLocale = (): ChartLocale => current;

/**
 * What `draw` writes is written as in the language of a BCP 47 tag, for pictures that no browser draws again. Drawing waits for
 * nothing, so nobody else writes in between; every formatter would have to be told otherwise.
 */
export function inLocale<T>(tag: string, draw: () => T extends PromiseLike<unknown> ? never : T): T {
  const before = current;
  current = /^en(-US)?$/.test(tag) ? english : localeOf(tag);
  try {
    return draw();
  } finally {
    current = before;
  }
}

function localeOf(tag: string): ChartLocale {
  const made = known.get(tag) ?? makeLocale(tag);
  if (known.size < maxKnown) known.set(tag, made);
  return made;
}

function makeLocale(tag: string): ChartLocale {
  const options = { numberingSystem: 'latn', timeZone: 'UTC' } as const;
  const date = (parts: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(tag, { ...options, ...parts });
    return (wall: Date): string => format.format(wall);
  };
  const parts = new Intl.NumberFormat(tag, options).formatToParts(1_234_567.8);
  return {
    group: parts.find(({ type }) => type === 'group')?.value ?? '',
    decimal: parts.find(({ type }) => type === 'decimal')?.value ?? '.',
    month: date({ month: 'short' }),
    weekday: date({ weekday: 'short' }),
    dayOfMonth: date({ month: 'short', day: 'numeric' }),
  };
}
