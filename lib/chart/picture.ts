import { chromeOf, emptyScene } from './frame';
import type { Box, LegendItem, Mark, Scene, SceneSize } from './scene-types';

type About = { title: string; description: string; legend?: LegendItem[] };

/** In less room than this, px, there is nothing to be made out. */
const least = 24;

/** A scene without axes: `draw` gets the room that title and legend leave. */
export function picture(size: SceneSize, about: About, draw: (box: Box) => Mark[]): Scene {
  const { title, description, legend = [] } = about;
  const chrome = chromeOf(size, title, legend);
  const inset = size.hasChrome ? 4 : 0;
  const plot: Box = {
    left: Math.min(chrome.side + inset, size.width / 2),
    top: chrome.top + inset,
    width: Math.max(0, size.width - 2 * (chrome.side + inset)),
    height: Math.max(0, size.height - chrome.top - chrome.bottom - 2 * inset),
  };
  const marks = Math.min(plot.width, plot.height) >= least ? draw(plot) : [];
  return { ...emptyScene(size, { title, description }), plot, marks: [...chrome.marks, ...marks], legend };
}
