/** Colours by role, so that one scene can be painted with CSS variables, light or dark. */
export const seriesTokens = [
  'chart-1',
  'chart-2',
  'chart-3',
  'chart-4',
  'chart-5',
  'chart-6',
  'chart-7',
  'chart-8',
] as const;
export type SeriesToken = (typeof seriesTokens)[number];
export type ColorToken =
  | SeriesToken
  | 'chart-muted'
  | 'chart-grid'
  | 'chart-axis'
  | 'chart-text'
  | 'chart-ink'
  | 'chart-background'
  | 'chart-good'
  | 'chart-bad'
  | 'chart-heat'
  | 'chart-note'
  | 'chart-critical'
  | 'chart-warning'
  | 'chart-info';

/** `css` leaves the choice to the page (`var(--chart-1)`); the others are concrete, for files that stand alone. */
export type ChartTheme = 'css' | 'light' | 'dark';
export type Palette = Record<ColorToken, string>;

/**
 * The series colours were found by a search in OKLCH that maximises the smallest OKLab distance between any two, in normal
 * vision and under simulated protanopia and deuteranopia (Machado 2009), at a contrast of 3:1 or more on the background.
 * Those of severities differ in the same way among themselves, and can be read as text.
 */
export const palettes: Record<'light' | 'dark', Palette> = {
  light: {
    'chart-1': '#018ba1',
    'chart-2': '#d67106',
    'chart-3': '#1345b8',
    'chart-4': '#891750',
    'chart-5': '#8f70f3',
    'chart-6': '#33a169',
    'chart-7': '#6d5300',
    'chart-8': '#9b555a',
    'chart-muted': '#93a0a6',
    'chart-grid': '#ebeff0',
    'chart-axis': '#d0d9dc',
    'chart-text': '#5f6d74',
    'chart-ink': '#111d26',
    'chart-background': '#ffffff',
    'chart-good': '#167645',
    'chart-bad': '#ba3032',
    'chart-heat': '#48acbc',
    'chart-note': '#a2408c',
    'chart-critical': '#9b0a32',
    'chart-warning': '#b05600',
    'chart-info': '#2b62d9',
  },
  dark: {
    'chart-1': '#53cde6',
    'chart-2': '#faa452',
    'chart-3': '#5674e0',
    'chart-4': '#c64c68',
    'chart-5': '#a98ef5',
    'chart-6': '#77edab',
    'chart-7': '#aa8408',
    'chart-8': '#e5838b',
    'chart-muted': '#6d7b82',
    'chart-grid': '#212a31',
    'chart-axis': '#38434b',
    'chart-text': '#8f9ca2',
    'chart-ink': '#ecf2f3',
    'chart-background': '#121a1f',
    'chart-good': '#5fd598',
    'chart-bad': '#fc8987',
    'chart-heat': '#337483',
    'chart-note': '#ee9edb',
    'chart-critical': '#fb687f',
    'chart-warning': '#fccd4f',
    'chart-info': '#82b3ff',
  },
};

/** The paint of a role under a theme: a CSS variable or a hex colour. */
export function paint(token: ColorToken, theme: ChartTheme): string {
  return theme === 'css' ? `var(--${token})` : palettes[theme][token];
}

/** The colour role of the n-th series; after eight they repeat. */
export function seriesToken(index: number): SeriesToken {
  return seriesTokens[index % seriesTokens.length] ?? 'chart-1';
}

const dashes = [undefined, '7 3', '1.5 2.5', '7 3 1.5 3'] as const;

/** The dashes of the n-th series: where the colours repeat, the lines differ. After 32 all repeats. */
export function seriesDash(index: number): string | undefined {
  return dashes[Math.floor(index / seriesTokens.length) % dashes.length];
}

/**
 * The colour of a cell whose value is a share, 0 to 1, of the highest: from the background to `chart-heat`, which is as far
 * as it can go with text in ink still at 4.5:1 on it.
 */
export function heatPaint(share: number, theme: ChartTheme): string {
  const percent = Math.round(Math.max(0, Math.min(1, share)) * 100);
  if (theme === 'css') return `color-mix(in srgb, var(--chart-heat) ${percent}%, var(--chart-background))`;
  const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const from = channels(palettes[theme]['chart-background']);
  const mixed = channels(palettes[theme]['chart-heat']).map((to, index) => {
    const start = from[index] ?? 0;
    return Math.round(start + ((to - start) * percent) / 100);
  });
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** The palettes as CSS variables; `color-scheme` of an element decides which one holds in it. */
export function paletteCss(): string {
  const lines = Object.entries(palettes.light).map(
    ([token, color]) => `  --${token}: light-dark(${color}, ${palettes.dark[token as ColorToken]});`,
  );
  return `/* Written from lib/chart/palette.ts by scripts/chart-colors.ts. */\n:root {\n${lines.join('\n')}\n}\n`;
}
