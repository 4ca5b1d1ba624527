import path from 'node:path';
import type { renderAsync } from '@resvg/resvg-js';
import { AppError } from '@/lib/errors/app-error';
import { createTurns } from './turns';

/** Bundled, because a bare machine has no fonts and text would be missing. */
const fontFile = path.join(process.cwd(), 'lib', 'raster', 'fonts', 'Geist-Regular.ttf');
/** Letters that the bundled font does not have; fonts of the machine are read for them only, which takes long. */
const otherScripts = /[^\u0000-\u024f\u2000-\u206f\u20a0-\u20cf\u2100-\u22ff]/;

/** Drawing keeps a core of its own busy; more at once would take them from everything else. */
const inTurn = createTurns({ width: 2, maxWaiting: 64 });

/** `zoom`: pixels per px of the picture. What the picture leaves open is filled with `background`, or stays transparent. */
export type PngOptions = { zoom: number; background?: string };

/**
 * An SVG document as PNG, drawn off the event loop. Throws AppError unavailable where this machine cannot draw, overloaded when
 * too many wait for it, and whatever the renderer throws at a text that is no SVG.
 */
export async function svgPng(svg: string, { zoom, background }: PngOptions): Promise<Buffer> {
  const { renderAsync: render } = await renderer();
  const image = await inTurn(() =>
    render(svg, {
      fitTo: { mode: 'zoom', value: zoom },
      ...(background === undefined ? {} : { background }),
      font: {
        loadSystemFonts: otherScripts.test(svg),
        fontFiles: [fontFile],
        defaultFontFamily: 'Geist',
        sansSerifFamily: 'Geist',
        serifFamily: 'Geist',
      },
    }),
  );
  return image.asPng();
}

/** Loaded on demand: its native part is missing on some machines, which must not keep the portal from starting. */
async function renderer(): Promise<{ renderAsync: typeof renderAsync }> {
  try {
    return await import('@resvg/resvg-js');
  } catch (cause) {
    throw new AppError('unavailable', 'This machine cannot draw PNG. Ask for the SVG of the chart.', { cause });
  }
}
