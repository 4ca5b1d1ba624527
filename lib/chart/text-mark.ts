import { paint, type ChartTheme, type ColorToken } from './palette';
import { px, type Anchor, type Mark } from './scene-types';
import { fitText } from './text-width';

type TextOptions = {
  key: string;
  x: number;
  y: number;
  /** Longer texts are cut with an ellipsis. */
  width: number;
  theme: ChartTheme;
  anchor?: Anchor;
  color?: ColorToken;
  fontSize?: number;
  weight?: 400 | 500 | 600;
};

/** One line of text with its baseline at `y`; none when nothing fits. */
export function textMark(text: string, options: TextOptions): Mark[] {
  const { key, x, y, width, theme, anchor = 'start', color = 'chart-ink', fontSize = 12, weight = 400 } = options;
  const fitted = fitText(text, width, fontSize);
  if (fitted === '') return [];
  const place = { x: px(x), y: px(y), anchor };
  return [{ type: 'text', key, ...place, text: fitted, color: paint(color, theme), fontSize, weight }];
}
