export type Series = { name: string; unit: string; values: readonly number[] };

const width = 720;
const rowHeight = 84;
const left = 190;

/** Some series over the same time, one below the other, each on its own scale from 0. */
export function seriesSvg(title: string, series: readonly Series[]): string {
  const rows = series.map((one, n) => rowOf(one, 28 + n * rowHeight));
  const height = 32 + series.length * rowHeight;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12"><rect width="${width}" height="${height}" fill="#fff"/><text x="8" y="18" font-weight="bold">${title}</text>\n${rows.join('\n')}\n</svg>\n`;
}

function rowOf({ name, unit, values }: Series, top: number): string {
  const max = Math.max(...values, 1);
  const height = rowHeight - 24;
  const points = values.map((value, n) => {
    const x = left + (n / Math.max(1, values.length - 1)) * (width - left - 12);
    return `${x.toFixed(1)},${(top + height - (value / max) * height).toFixed(1)}`;
  });
  const least = Math.min(...values);
  const say = (value: number) => `${Math.round(value)}${unit}`;
  return `<text x="8" y="${top + 24}">${name}</text><text x="8" y="${top + 42}" fill="#666">${say(least)} to ${say(Math.max(...values))}, end ${say(values.at(-1) ?? 0)}</text><line x1="${left}" y1="${top + height}" x2="${width - 12}" y2="${top + height}" stroke="#ccc"/><polyline points="${points.join(' ')}" fill="none" stroke="#2563eb" stroke-width="1.5"/>`;
}
