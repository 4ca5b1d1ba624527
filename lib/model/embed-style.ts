// Apart from the schemas, so that the browser gets none of them with it.

/** The versioned contract of style variables. Names are never taken away or given another meaning; a change is `v2`. */
export const styleVariables = [
  '--sg-v1-background',
  '--sg-v1-surface',
  '--sg-v1-text',
  '--sg-v1-muted',
  '--sg-v1-line',
  '--sg-v1-accent',
  '--sg-v1-font',
  '--sg-v1-radius',
  '--sg-v1-series-1',
  '--sg-v1-series-2',
  '--sg-v1-series-3',
  '--sg-v1-series-4',
  '--sg-v1-series-5',
  '--sg-v1-series-6',
  '--sg-v1-series-7',
  '--sg-v1-series-8',
] as const;
export type StyleVariable = (typeof styleVariables)[number];

/** Colours, lengths and font names: nothing that ends a declaration or fetches anything. */
export const styleValue = /^(?!.*(?:url|image|expression|attr|env)\s*\()[#\w\s.,%()'"/+-]{1,160}$/i;

export const embedThemes = ['auto', 'light', 'dark'] as const;
export type EmbedTheme = (typeof embedThemes)[number];
