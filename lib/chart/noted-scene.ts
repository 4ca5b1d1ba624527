import { paint } from './palette';
import type { Scene, SceneSize } from './scene-types';
import { textMark } from './text-mark';

/** px; nearly all of a picture of 60 px stays for the chart. */
const strip = 20;

/** A scene with a line of text along its lower edge, in room of its own: what is said there covers no part of the chart. */
export function notedScene(note: string, size: SceneSize, draw: (size: SceneSize) => Scene): Scene {
  const top = Math.max(0, size.height - strip);
  const scene = draw({ ...size, height: top });
  const color = paint('chart-warning', size.theme);
  return {
    ...scene,
    height: size.height,
    description: `${scene.description} ${note}.`,
    marks: [
      ...scene.marks,
      { type: 'rect', key: 'note', x: 0, y: top, width: size.width, height: strip, radius: 0, color, opacity: 0.12 },
      ...textMark(note, {
        key: 'note-text',
        x: 16,
        y: top + 14,
        width: Math.max(0, size.width - 32),
        theme: size.theme,
        color: 'chart-warning',
        weight: 500,
      }),
    ],
  };
}
