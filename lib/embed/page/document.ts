import { escapeXml } from '@/lib/chart/svg';
import type { Look } from './look';

export type DocumentParts = {
  title: string;
  look: Look;
  nonce: string;
  style: string;
  body: string;
  /** Path of the page's script; none when nothing on it moves. */
  script?: string | undefined;
};

/** A whole page. Links open outside of the frame it stands in. */
export function documentHtml({ title, look, nonce, style, body, script }: DocumentParts): string {
  const theme = look.theme === 'auto' ? '' : ` data-theme="${look.theme}"`;
  const background = look.isTransparent ? ' data-background="transparent"' : '';
  const tail = script ? `<script nonce="${nonce}" type="module" src="${escapeXml(script)}"></script>` : '';
  return [
    `<!doctype html><html lang="${escapeXml(look.locale)}"${theme}${background}><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">`,
    `<title>${escapeXml(title)}</title><base target="_blank"><link rel="icon" href="data:,">`,
    `<style nonce="${nonce}">${style}</style></head><body>${body}${tail}</body></html>`,
  ].join('');
}

/** JSON that stands in a page for its script: nothing in it can end the element it stands in. */
export function configHtml(config: unknown, nonce: string): string {
  const text = JSON.stringify(config).replaceAll('<', '\\u003c');
  return `<script nonce="${nonce}" type="application/json" id="sg-config">${text}</script>`;
}
