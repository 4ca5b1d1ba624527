import type { Scene } from '@/lib/chart/scene-types';

/** Writes what `lib/chart` wrote in English in another locale. Server and browser need not agree: nothing is hydrated. */
export type Locale = {
  name: string;
  /** Separators of decimals and thousands. */
  number(text: string): string;
  /** Names of months and weekdays. */
  date(text: string): string;
};

/** A valid BCP 47 tag, or `en`. */
export function localeName(asked: string | null | undefined): string {
  if (!asked || asked.length > 20) return 'en';
  try {
    return Intl.getCanonicalLocales(asked)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

export function createLocale(name: string): Locale {
  if (/^en(-US)?$/.test(name)) return { name, number: (text) => text, date: (text) => text };
  const parts = new Intl.NumberFormat(name).formatToParts(-12_345.6);
  const sign = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const [group, decimal] = [sign('group'), sign('decimal')];
  const names = new Map<string, string>();
  const written = (options: Intl.DateTimeFormatOptions, at: number) =>
    new Intl.DateTimeFormat(name, { ...options, timeZone: 'UTC' }).format(at).replace(/\.$/, '');
  const dayAndMonth = new Intl.DateTimeFormat(name, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  months.forEach((month, index) => names.set(month, written({ month: 'short' }, Date.UTC(2026, index, 15))));
  // The first of November 2026 is a Sunday.
  weekdays.forEach((day, index) => names.set(day, written({ weekday: 'short' }, Date.UTC(2026, 10, 1 + index))));
  return {
    name,
    number: (text) => text.replace(/[.,]/g, (mark) => (mark === ',' ? group : decimal)),
    date: (text) =>
      text
        .replace(/\b([A-Z][a-z]{2}) (\d{1,2})\b/g, (whole, month: string, day: string) => {
          const index = months.indexOf(month);
          return index < 0 ? whole : dayAndMonth.format(Date.UTC(2024, index, Number(day)));
        })
        .replace(/\b[A-Z][a-z]{2}\b/g, (word) => names.get(word) ?? word),
  };
}

/** A text of a picture that is a number with its unit, and not the name of something. */
const isNumber = /^[−+-]?[\d,]+(\.\d+)?(e\d+)?( ?[kMBT%]| (ms|s|min|h|d|mi|B|KB|MB|GB|TB)|\/s)*( [\d.]+ (s|min|h))?$/;

/** The scene with its axes and values in the locale. */
export function localScene(scene: Scene, locale: Locale): Scene {
  return {
    ...scene,
    xTicks: scene.xTicks.map((tick) => ({ ...tick, label: locale.date(tick.label) })),
    yTicks: scene.yTicks.map((tick) => ({ ...tick, label: locale.number(tick.label) })),
    marks: scene.marks.map((mark) =>
      mark.type === 'text' && isNumber.test(mark.text) ? { ...mark, text: locale.number(mark.text) } : mark,
    ),
  };
}
