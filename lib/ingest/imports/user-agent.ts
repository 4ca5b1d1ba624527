/** Order matters: Edge and Opera also claim to be Chrome, Chrome claims to be Safari. */
const browsers: readonly (readonly [string, RegExp])[] = [
  [
    'Bot',
    /bot\b|crawl|spider|slurp|feed|monitor|archiver|(?:^|[^a-z])(?:curl|wget|python|java|go-http|libwww|ruby|perl|okhttp)/i,
  ],
  ['Edge', /Edg(?:e|A|iOS)?\//],
  ['Opera', /OPR\/|Opera/],
  ['Firefox', /Firefox\/|FxiOS\//],
  ['Chrome', /Chrome\/|CriOS\/|Chromium\//],
  ['Safari', /Safari\//],
  ['Internet Explorer', /MSIE |Trident\//],
];
const systems: readonly (readonly [string, RegExp])[] = [
  ['iOS', /iPhone|iPad|iPod/],
  ['Android', /Android/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux|X11/],
];
const pick = (table: typeof browsers, text: string): string =>
  table.find(([, sign]) => sign.test(text))?.[0] ?? 'Other';

export type ClientFamily = { browser: string; os: string };
const known = new Map<string, ClientFamily>();

/** The family of browser and operating system: coarse on purpose, good for a breakdown and no more. */
export function clientFamily(userAgent: string): ClientFamily {
  const found = known.get(userAgent);
  if (found) return found;
  const family = { browser: pick(browsers, userAgent), os: pick(systems, userAgent) };
  if (known.size > 5_000) known.clear();
  known.set(userAgent, family);
  return family;
}
