import { picture } from './picture';
import type { Scene, SceneSize } from './scene-types';
import { textMark } from './text-mark';

const lineHeight = 20;

/** A picture of words, for when there is nothing to draw: what is the matter, and below it what comes next. */
export function messageScene(title: string, lines: readonly string[], size: SceneSize): Scene {
  return picture(size, { title, description: lines.join(' ') }, ({ left, top, width, height }) => {
    const first = top + Math.max(14, (height - (lines.length - 1) * lineHeight) / 2 + 4);
    return lines.flatMap((line, index) => {
      const y = first + index * lineHeight;
      if (y > top + height) return [];
      return textMark(line, {
        key: `line-${index}`,
        x: left + width / 2,
        y,
        width,
        anchor: 'middle',
        theme: size.theme,
        color: index === 0 ? 'chart-ink' : 'chart-text',
        fontSize: index === 0 ? 13 : 12,
        weight: index === 0 ? 500 : 400,
      });
    });
  });
}
