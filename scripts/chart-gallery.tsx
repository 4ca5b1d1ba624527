/**
 * Renders every chart in every state to HTML with `npx tsx scripts/chart-gallery.tsx [folder]`: `light.html` and `dark.html` as a
 * server would send them plus the script that takes over, and `svg-light.html`, `svg-dark.html` with the files that stand alone.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { renderToString } from 'react-dom/server';
import { chartModel } from '../lib/chart/chart-model';
import { buildScene } from '../lib/chart/scene';
import { sceneToSvg } from '../lib/chart/svg';
import { Gallery } from './chart-gallery-page';
import { samples } from './chart-samples';

const root = path.resolve(__dirname, '..');
const css = [
  'chart-colors.css',
  'charts.css',
  ...['table', 'heatmap', 'funnel', 'flow', 'drivers'].map((name) => `${name}-chart.css`),
]
  .map((file) => readFileSync(path.join(root, 'app/_ui/charts', file), 'utf8').replace(/@import [^;]+;/g, ''))
  .join('\n');
const pageCss = `
*{box-sizing:border-box} body{margin:0;padding:24px;font:14px/1.5 ui-sans-serif,system-ui,sans-serif;background:light-dark(#f6f8f9,#0c1216);color:var(--chart-ink)}
.grid{display:grid;grid-template-columns:repeat(12,1fr);gap:16px;max-width:1280px;margin:auto}
section{min-width:0;padding:14px 16px;border:1px solid var(--chart-axis);border-radius:12px;background:var(--chart-background)}
html{scrollbar-width:none} .sr-only{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)} h2{margin:0 0 10px;font-size:13px;font-weight:500;color:var(--chart-text)}
@media(max-width:800px){body{padding:12px}.grid{display:block}section{margin-bottom:12px}}`;

function page(theme: string, body: string, script = ''): string {
  return `<!doctype html><html lang="en" style="color-scheme:${theme}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Charts</title><style>${css}${pageCss}</style></head><body>${body}${script}</body></html>`;
}

async function main(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [path.join(root, 'scripts/chart-gallery-client.tsx')],
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  const html = renderToString(<Gallery />);
  for (const theme of ['light', 'dark'] as const) {
    const script = '<script type="module" src="chart-gallery-client.js"></script>';
    writeFileSync(path.join(folder, `${theme}.html`), page(theme, `<div id="root">${html}</div>`, script));
    const files = samples.map((sample) => {
      const model = chartModel(sample);
      return model ? sceneToSvg(buildScene(model, { width: 620, height: 340, theme, hasChrome: true }), sample.id) : '';
    });
    writeFileSync(
      path.join(folder, `svg-${theme}.html`),
      page(theme, `<div style="display:flex;flex-wrap:wrap;gap:12px">${files.join('\n')}</div>`),
    );
  }
  for (const sample of samples) {
    const length = Buffer.byteLength(renderToString(<Gallery only={sample.id} />));
    console.log(`${sample.id.padEnd(14)} ${length} bytes`);
  }
}

void main(path.resolve(process.argv[2] ?? 'chart-gallery'));
