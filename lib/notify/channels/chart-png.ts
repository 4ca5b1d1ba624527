import { createHash } from 'node:crypto';
import path from 'node:path';

const maxBytes = 200 * 1024;
/** Twice as many pixels as the chart has, for sharp screens; less when the file would become too large. */
const zooms = [2, 1];
const maxKept = 20;

/** Bundled, because a bare machine has no fonts and text would be missing. */
const fontFile = path.join(process.cwd(), 'lib', 'notify', 'channels', 'fonts', 'Geist-Regular.ttf');
/** Letters that the bundled font does not have; fonts of the machine are read for them only, which takes long. */
const otherScripts = /[^\u0000-\u024f\u2000-\u206f\u20a0-\u20cf\u2100-\u22ff]/;

/** Pictures of charts, drawn once for all channels that get the same message. */
export function createChartPng(): (svg: string | null) => Promise<Buffer | null> {
  const kept = new Map<string, Promise<Buffer | null>>();
  return async (svg) => {
    if (svg === null) return null;
    const key = createHash('sha256').update(svg).digest('base64url');
    const drawn = kept.get(key) ?? draw(svg);
    kept.delete(key);
    kept.set(key, drawn);
    for (const oldest of kept.keys()) {
      if (kept.size <= maxKept) break;
      kept.delete(oldest);
    }
    return drawn;
  };
}

/** PNG of at most 200 KB on white; null when the text is no SVG. A message without its picture is better than none. */
async function draw(svg: string): Promise<Buffer | null> {
  // Loaded on demand: its native part is missing on some machines, which must not keep the portal from starting.
  try {
    const { renderAsync } = await import('@resvg/resvg-js');
    for (const value of zooms) {
      const image = await renderAsync(svg, {
        fitTo: { mode: 'zoom', value },
        background: 'white',
        font: {
          loadSystemFonts: otherScripts.test(svg),
          fontFiles: [fontFile],
          defaultFontFamily: 'Geist',
          sansSerifFamily: 'Geist',
          serifFamily: 'Geist',
        },
      });
      const png = image.asPng();
      if (png.byteLength <= maxBytes) return png;
    }
    return null;
  } catch {
    return null;
  }
}
