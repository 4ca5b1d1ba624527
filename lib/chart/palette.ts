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
  | 'chart-bad';

/** `css` leaves the choice to the page (`var(--chart-1)`); the others are concrete, for files that stand alone. */
export type ChartTheme = 'css' | 'light' | 'dark';
export type Palette = Record<ColorToken, string>;

/**
 * The series colours were found by a search in OKLCH that maximises the smallest OKLab distance between any two, in normal
 * vision and under simulated protanopia and deuteranopia (Machado 2009), at a contrast of 3:1 or more on the background.
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

/** The palettes as CSS variables; `color-scheme` of an element decides which one holds in it. */
export function paletteCss(): string {
  const lines = Object.entries(palettes.light).map(
    ([token, color]) => `  --${token}: light-dark(${color}, ${palettes.dark[token as ColorToken]});`,
  );
  return `/* Written from lib/chart/palette.ts by scripts/chart-colors.ts. */\n:root {\n${lines.join('\n')}\n}\n`;
}
