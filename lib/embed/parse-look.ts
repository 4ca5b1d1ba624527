import { chartSizes, type ChartLook } from './chart-view';
import { Refused, type Read } from './read-parameters';

export const lookNames = ['width', 'height', 'theme', 'background', 'scale', 'locale'] as const;

/** How a chart is to be drawn; what the address does not say is as usual. */
export function parseLook(read: Read): ChartLook {
  const background = read('background', readBackground);
  return {
    width: read('width', readSize('width')) ?? chartSizes.width.usual,
    height: read('height', readSize('height')) ?? chartSizes.height.usual,
    theme: read('theme', readTheme) ?? 'light',
    ...(background !== undefined && { background }),
    scale: read('scale', readScale) ?? 1,
    locale: read('locale', readLocale) ?? 'en',
  };
}

const readSize = (side: 'width' | 'height') => (text: string) => {
  const { least, most } = chartSizes[side];
  const value = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new Refused(`Use a whole number from ${least} to ${most}.`);
};

function readTheme(text: string): 'light' | 'dark' {
  if (text === 'light' || text === 'dark') return text;
  throw new Refused('Use light or dark.');
}

function readScale(text: string): 1 | 2 {
  if (text === '1' || text === '2') return text === '1' ? 1 : 2;
  throw new Refused('Use 1 or 2.');
}

/** Only what cannot be anything but a colour comes through. */
function readBackground(text: string): string {
  if (text === 'transparent') return text;
  const hex = /^#?((?:[\da-f]{3}){1,2})$/i.exec(text)?.[1];
  if (hex !== undefined) return `#${hex.toLowerCase()}`;
  throw new Refused('Use transparent or a colour such as ffffff.');
}

function readLocale(text: string): string {
  try {
    const [locale] = text.length <= 35 ? Intl.DateTimeFormat.supportedLocalesOf(text) : [];
    if (locale !== undefined) return locale;
  } catch {
    // Said below, as for a language that is not known.
  }
  throw new Refused('Use a language tag such as en, de or pt-BR.');
}
