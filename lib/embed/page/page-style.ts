import { palettes, type ColorToken } from '@/lib/chart/palette';
import type { EmbedSettings } from '@/lib/model/embed';
import { styleVariables } from '@/lib/model/embed-style';

/** A colour of the charts; those of series can be set by the page around. */
function chartColor(token: ColorToken): string {
  const own = `light-dark(${palettes.light[token]}, ${palettes.dark[token]})`;
  const series = /^chart-(\d)$/.exec(token)?.[1];
  if (series !== undefined) return `--${token}:var(--sg-v1-series-${series},${own})`;
  const named: Partial<Record<ColorToken, string>> = {
    'chart-ink': '--sg-v1-text',
    'chart-text': '--sg-v1-muted',
    'chart-grid': '--sg-v1-line',
    'chart-background': '--sg-v1-surface',
  };
  const variable = named[token];
  return `--${token}:${variable ? `var(${variable},${own})` : own}`;
}

const colors = (Object.keys(palettes.light) as ColorToken[]).map(chartColor).join(';');

/** Everything that the contract of style variables names is read here, with its value when nobody sets it. */
const base = `
:root{color-scheme:light dark;${colors};
--bg:var(--sg-v1-background,light-dark(#f7f9fa,#0c1115));--surface:var(--sg-v1-surface,light-dark(#fff,#121a1f));
--ink:var(--sg-v1-text,light-dark(#111d26,#ecf2f3));--muted:var(--sg-v1-muted,light-dark(#5a666d,#9aa7ad));
--line:var(--sg-v1-line,light-dark(#e1e6e8,#283238));--accent:var(--sg-v1-accent,light-dark(#016b7d,#53cde6));
--radius:var(--sg-v1-radius,10px)}
:root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark}
*{box-sizing:border-box}
html{font:14px/1.45 var(--sg-v1-font,Inter,ui-sans-serif,system-ui,-apple-system,'Segoe UI',Roboto,sans-serif)}
body{margin:0;background:var(--bg);color:var(--ink);-webkit-text-size-adjust:100%}
[data-background=transparent] body,[data-background=transparent] section{background:transparent}
main{padding:8px;overflow:hidden}
h1{font-size:17px;line-height:1.3;margin:4px 4px 12px;font-weight:600}
section{position:relative;min-width:0;border:1px solid var(--line);border-radius:var(--radius);background:var(--surface);padding:0 14px 12px;overflow:hidden}
[data-bare]{padding-top:12px}
section header{display:flex;gap:8px;align-items:center;justify-content:space-between;height:38px}
h2{margin:0;font-size:13px;font-weight:500;color:var(--muted);overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
p{margin:0}
.sg-age{flex:none;font-size:12px;color:light-dark(#8a4b00,#fccd4f)}
.sg-body{container-type:inline-size;overflow:hidden;position:relative}
.sg-plot svg{display:block;width:100%}
.sg-plot text{font-family:inherit}
.sg-plot[data-w='620'],.sg-plot[data-w='960']{display:none}
@container (min-width:480px){.sg-plot[data-w='340']:has(~.sg-plot){display:none}.sg-plot[data-w='620']{display:block}}
@container (min-width:800px){.sg-plot[data-w='620']:has(~.sg-plot){display:none}.sg-plot[data-w='960']{display:block}}
.sg-legend{display:flex;gap:2px 14px;list-style:none;margin:0;padding:6px 0 0;height:26px;overflow:hidden;flex-wrap:wrap;font-size:12px;color:var(--muted)}
.sg-legend li{display:flex;align-items:center;gap:5px;white-space:nowrap}
.sg-none{color:var(--muted);padding:16px 0}
.sg-big{font-size:min(30px,21cqi);line-height:38px;font-weight:600;font-variant-numeric:tabular-nums;white-space:nowrap}
.sg-big[data-length=long]{font-size:min(30px,15cqi)}
.sg-big[data-length=longest]{font-size:min(30px,10cqi);overflow:hidden;text-overflow:ellipsis}
.sg-change{font-size:12.5px;color:var(--muted)}
.sg-change b{font-weight:500}
[data-tone=good]{color:var(--chart-good)}[data-tone=bad]{color:var(--chart-bad)}
.sg-spark{position:absolute;left:0;bottom:0;width:100%;overflow:visible}
.sg-scroll{height:100%;overflow:auto}
table{border-collapse:collapse;width:100%;font-size:12.5px;font-variant-numeric:tabular-nums}
th{position:sticky;top:0;background:var(--surface);font-weight:500;color:var(--muted);text-align:left}
th,td{padding:4px 8px 4px 0;border-bottom:1px solid var(--line);white-space:nowrap;max-width:22em;overflow:hidden;text-overflow:ellipsis}
.sg-num{text-align:right}
.sg-text{overflow-wrap:anywhere;overflow:auto}.sg-text>*+*{margin-top:.6em}
.sg-text h1,.sg-text h2,.sg-text h3{font-size:15px;line-height:1.3;margin:0;font-weight:600;color:var(--ink);white-space:normal}
.sg-text a,footer a{color:var(--accent)}.sg-text img{max-width:100%}
.sg-text ul,.sg-text ol{padding-left:1.3em;margin-bottom:0}
.sg-grid{display:grid;gap:10px;grid-template-columns:minmax(0,1fr)}
@media (min-width:768px){.sg-grid{grid-template-columns:repeat(12,minmax(0,1fr))}}
form{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:end;margin:0 0 10px}
label{font-size:12px;color:var(--muted);display:grid;gap:2px}
select,input,button{font:inherit;color:var(--ink);background:var(--surface);border:1px solid var(--line);border-radius:6px;padding:5px 8px;max-width:100%}
button{background:var(--accent);border-color:var(--accent);color:light-dark(#fff,#06222a);font-weight:500;padding:5px 12px}
:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
footer{display:flex;flex-wrap:wrap;gap:2px 12px;padding:8px 4px 0;font-size:12px;color:var(--muted)}
[data-live=on]::before{content:'';display:inline-block;width:7px;height:7px;margin-right:5px;border-radius:50%;background:var(--chart-good)}
.sg-tip{position:absolute;z-index:2;pointer-events:none;top:4px;max-width:70%;padding:6px 8px;border:1px solid var(--line);border-radius:7px;background:var(--surface);color:var(--ink);font-size:12px;box-shadow:0 6px 20px #0003}
.sg-tip b{font-weight:500}.sg-tip i{display:inline-block;width:8px;height:8px;border-radius:2px;margin-right:5px}
.sg-hair{position:absolute;top:0;width:1px;background:var(--muted);opacity:.6;pointer-events:none}
.sg-message{min-height:140px;display:grid;place-content:center;gap:6px;text-align:center;padding:20px}
.sg-message h1{margin:0}.sg-message p{color:var(--muted);max-width:34em}
.sg-message form{justify-content:center;margin:8px 0 0}
`.replaceAll('\n', '');

/** The style of an embed's page, with the variables that its settings name. */
export function pageStyle({ style }: Pick<EmbedSettings, 'style'>, rules = ''): string {
  const own = styleVariables.flatMap((name) => (style[name] === undefined ? [] : [`${name}:${style[name]}`]));
  return base + (own.length > 0 ? `:root{${own.join(';')}}` : '') + rules;
}
