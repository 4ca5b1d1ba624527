import { createHash } from 'node:crypto';
import { svgPng } from '@/lib/raster/svg-png';

const maxBytes = 200 * 1024;
/** Twice as many pixels as the chart has, for sharp screens; less when the file would become too large. */
const zooms = [2, 1];
const maxKept = 20;

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

/** PNG of at most 200 KB on white; null when it cannot be drawn. A message without its picture is better than none. */
async function draw(svg: string): Promise<Buffer | null> {
  try {
    for (const zoom of zooms) {
      const png = await svgPng(svg, { zoom, background: 'white' });
      if (png.byteLength <= maxBytes) return png;
    }
    return null;
  } catch {
    return null;
  }
}
