import { chromium, type BrowserContext, type Request } from 'playwright';
import type { Portal } from '../../e2e/portal';
import { sessionCookie } from '../overview';

/** What a real browser asked for while it showed a page. */
export type RecordedPage = {
  path: string;
  /** Scripts, styles and pictures, which a browser keeps. */
  assets: string[];
  /** What the page's scripts ask, each time it is shown. */
  calls: { method: string; path: string; body: string | null }[];
  /** The one stream of the page, without what this browser already had; null when it opens none. */
  live: string | null;
};

const settleMs = 2_000;

/** Visits each page once in Chromium, so that the load repeats what browsers really do and follows the portal as it changes. */
export async function recordPages(portal: Portal, paths: readonly string[]): Promise<RecordedPage[]> {
  const browser = await chromium.launch({
    executablePath: process.env.SIGHTGLASS_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    const context = await browser.newContext();
    const [name = '', value = ''] = (await sessionCookie(portal)).split(/=(.*)/s);
    await context.addCookies([{ name, value, url: portal.url }]);
    const pages: RecordedPage[] = [];
    for (const path of paths) pages.push(await recordPage(context, portal, path));
    return pages;
  } finally {
    await browser.close();
  }
}

async function recordPage(context: BrowserContext, portal: Portal, path: string): Promise<RecordedPage> {
  const page = await context.newPage();
  const recorded: RecordedPage = { path, assets: [], calls: [], live: null };
  page.on('request', (request: Request) => {
    const url = new URL(request.url());
    if (url.origin !== new URL(portal.url).origin) return;
    const asked = `${url.pathname}${url.search}`;
    if (url.pathname === '/api/live') recorded.live = withoutHeld(url);
    else if (url.pathname.startsWith('/api/'))
      recorded.calls.push({ method: request.method(), path: asked, body: request.postData() });
    else if (!['document', 'fetch', 'xhr'].includes(request.resourceType())) recorded.assets.push(asked);
  });
  await page.goto(`${portal.url}${path}`, { waitUntil: 'load' });
  await page.waitForTimeout(settleMs);
  await page.close();
  return recorded;
}

/** Another browser has no answers yet, so it asks for whole ones. */
function withoutHeld(url: URL): string {
  const watch = url.searchParams.get('watch');
  if (watch === null) return `${url.pathname}${url.search}`;
  const text = watch.startsWith('[') ? watch : Buffer.from(watch, 'base64url').toString();
  const watches = JSON.parse(text) as { id: string; spec: unknown }[];
  const bare = JSON.stringify(watches.map(({ id, spec }) => ({ id, spec })));
  url.searchParams.set('watch', Buffer.from(bare).toString('base64url'));
  return `${url.pathname}${url.search}`;
}
