import { localeName } from '@/lib/embed/draw/locale-name';
import type { EmbedSettings } from '@/lib/model/embed';
import { embedThemes, type EmbedTheme } from '@/lib/model/embed-style';

/** How the address wants an embed to look; what it does not say is as the embed's settings have it. */
export type Look = {
  theme: EmbedTheme;
  isTransparent: boolean;
  isTitleShown: boolean;
  locale: string;
  /** Of the whole page of a chart, px; absent when it is as high as it needs. */
  height: number | undefined;
};

type Defaults = Pick<EmbedSettings, 'theme' | 'isTransparent' | 'isTitleShown'>;

/** What the address says wrongly is as if it were not said: a look is no reason to show nothing. */
export function lookOf(search: URLSearchParams, settings: Defaults): Look {
  const theme = embedThemes.find((one) => one === search.get('theme')) ?? settings.theme;
  const height = Number(search.get('height') ?? Number.NaN);
  const title = search.get('title');
  return {
    theme,
    isTransparent: search.has('background') ? search.get('background') === 'transparent' : settings.isTransparent,
    isTitleShown: title === null ? settings.isTitleShown : title !== 'off',
    locale: localeName(search.get('locale')),
    height: height >= 120 && height <= 2_000 ? Math.round(height) : undefined,
  };
}
