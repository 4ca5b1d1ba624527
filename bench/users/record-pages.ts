import { chromium, type BrowserContext, type Page, type Request } from 'playwright';
import type { Portal } from '../../e2e/portal';
import { sessionCookie } from '../overview';

/** What a real browser asked for while it showed a page. */
export type RecordedPage = {
  path: string;
  /** What Next asks for when the page is opened by a click on another one: without the frame around it. */
  click: { path: string; headers: Record<string, string> };
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
    for (const path of paths) {
      const click = await recordClick(context, portal, {
        from: paths.find((other) => other !== path) ?? path,
        to: path,
      });
      pages.push({ ...(await recordPage(context, portal, path)), click });
    }
    return pages;
  } finally {
    await browser.close();
  }
}

type Way = { from: string; to: string };

async function recordClick(context: BrowserContext, portal: Portal, { from, to }: Way): Promise<RecordedPage['click']> {
  const page = await context.newPage();
  await page.goto(`${portal.url}${from}`, { waitUntil: 'load' });
  await page.waitForFunction(() => Boolean((window as unknown as { next?: NextOnWindow }).next?.router));
  const asked = page.waitForRequest((request) => isClick(request, to));
  await push(page, to);
  const request = await asked;
  const url = new URL(request.url());
  const headers = Object.entries(await request.allHeaders()).filter(
    ([name]) => name === 'rsc' || name.startsWith('next-'),
  );
  await page.close();
  return { path: `${url.pathname}${url.search}`, headers: Object.fromEntries(headers) };
}

type NextOnWindow = { router?: { push: (path: string) => void } };
const push = (page: Page, to: string): Promise<void> =>
  page.evaluate((path) => (window as unknown as { next: NextOnWindow }).next.router?.push(path), to);
const isClick = (request: Request, to: string): boolean =>
  request.headers().rsc === '1' &&
  request.headers()['next-router-prefetch'] === undefined &&
  new URL(request.url()).pathname === to.split('?', 1)[0];

async function recordPage(context: BrowserContext, portal: Portal, path: string): Promise<Omit<RecordedPage, 'click'>> {
  const page = await context.newPage();
  const recorded: Omit<RecordedPage, 'click'> = { path, assets: [], calls: [], live: null };
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
