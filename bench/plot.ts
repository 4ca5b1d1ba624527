export type Line = { name: string; values: readonly number[] };
type Plot = { title: string; unit: string; x: readonly string[]; lines: readonly Line[] };

const width = 640;
const height = 260;
const left = 64;
const right = 150;
const top = 34;
const bottom = 34;
const colours = ['#0f766e', '#b45309', '#4338ca', '#be123c', '#4d7c0f', '#7e22ce'];

/** A small line chart as SVG, one place on the x axis per label; it has its own background, so that it can be read in the dark. */
export function plot({ title, unit, x, lines }: Plot): string {
  const highest = Math.max(...lines.flatMap(({ values }) => values.filter(Number.isFinite)), 1);
  const step = niceStep(highest / 4);
  const most = Math.ceil(highest / step) * step;
  const xOf = (index: number): number => left + (index / Math.max(1, x.length - 1)) * (width - left - right);
  const yOf = (value: number): number => height - bottom - (value / most) * (height - top - bottom);
  const grid = Array.from({ length: Math.round(most / step) + 1 }, (_, index) => index * step).map(
    (value) =>
      `<line x1="${left}" x2="${width - right}" y1="${yOf(value)}" y2="${yOf(value)}" stroke="#e5e7eb"/><text x="${left - 8}" y="${yOf(value) + 4}" text-anchor="end">${shortly(value)}</text>`,
  );
  const every = Math.ceil(x.length / 8);
  const names = x.map((name, index) =>
    index % every === 0 ? `<text x="${xOf(index)}" y="${height - 12}" text-anchor="middle">${name}</text>` : '',
  );
  const drawn = lines.map(({ name, values }, index) => {
    const colour = colours[index % colours.length] ?? '#000';
    const known = values.map((value, at) => ({ value, at })).filter(({ value }) => Number.isFinite(value));
    const points = known.map(({ value, at }) => `${round(xOf(at))},${round(yOf(value))}`).join(' ');
    return `<polyline points="${points}" fill="none" stroke="${colour}" stroke-width="2"/><text x="${width - right + 10}" y="${top + 12 + index * 18}" fill="${colour}">${name}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12" fill="#374151"><rect width="100%" height="100%" fill="#fff"/><text x="12" y="20" font-weight="600">${title} (${unit})</text>${grid.join('')}${names.join('')}${drawn.join('')}</svg>\n`;
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? rough;
}
const round = (value: number): number => Math.round(value * 10) / 10;
const shortly = (value: number): string => (value >= 10_000 ? `${round(value / 1_000)}k` : String(round(value)));
