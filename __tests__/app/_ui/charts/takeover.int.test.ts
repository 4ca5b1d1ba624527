import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright';
import { samples } from '@/scripts/chart-samples';

const chromiumPath = [
  process.env.SIGHTGLASS_CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find(existsSync);
if (!chromiumPath)
  console.warn('SKIPPED: no Chromium found, so the still and the interactive charts are not compared.');
const withChromium = chromiumPath ? describe : describe.skip;

type Probe = { shift: number; blankFrames: number; hydrationErrors: string[] };

withChromium('the interactive chart takes the place of the still one', () => {
  let folder: string;
  let server: Server;
  let browser: Browser;
  let origin: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'charts-'));
    const tsx = path.resolve('node_modules/tsx/dist/cli.mjs');
    await promisify(execFile)(process.execPath, [tsx, 'scripts/chart-gallery.tsx', folder]);
    server = createServer((request, response) => {
      const file = path.join(folder, path.basename(request.url ?? ''));
      if (!existsSync(file)) return void response.writeHead(404).end();
      response.setHeader('content-type', file.endsWith('.js') ? 'text/javascript' : 'text/html');
      response.end(readFileSync(file));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'] });
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(width: number, javaScriptEnabled: boolean): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled });
    const page = await context.newPage();
    if (javaScriptEnabled) await page.addInitScript(watchFrames);
    await page.goto(`${origin}/light.html`);
    if (javaScriptEnabled) await takeOver(page);
    return page;
  }

  /** The code for tooltips is fetched when somebody is at the page; the corner is away from every chart. */
  async function takeOver(page: Page): Promise<void> {
    const isDone = () =>
      page.evaluate(
        () =>
          document.querySelectorAll('.sg-live:not(.sg-live-hidden) .recharts-surface').length ===
          document.querySelectorAll('.sg-chart').length,
      );
    for (let moves = 0; !(await isDone()); moves += 1) {
      if (moves > 600) throw new Error('Recharts did not take over');
      await page.mouse.move(1 + (moves % 2), 1);
      await page.waitForTimeout(50);
    }
  }

  test.each([390, 820, 1_280])(
    'and shows the same picture at %i px, without a blank frame or a shift of layout',
    async (width) => {
      const still = await open(width, false);
      const live = await open(width, true);
      const probe = await live.evaluate(() => (globalThis as unknown as { probe: Probe }).probe);
      expect(
        await live.evaluate(() => (globalThis as unknown as { hydrationErrors: string[] }).hydrationErrors),
      ).toEqual([]);
      expect(probe).toMatchObject({ shift: 0, blankFrames: 0 });
      const [before, after] = [await still.screenshot({ fullPage: true }), await live.screenshot({ fullPage: true })];
      const differences = await differentShares(live, {
        before: before.toString('base64'),
        after: after.toString('base64'),
        ids: samples.map(({ id }) => id),
      });
      // The still pictures of 5,000 points have fewer of them than the interactive ones, so only their outlines are the same.
      const { dense = 1, many = 1, ...others } = differences;
      expect(dense).toBeLessThan(0.06);
      expect(many).toBeLessThan(0.2);
      expect(Object.entries(others).filter(([, share]) => share >= 0.0015)).toEqual([]);
      await still.context().close();
      await live.context().close();
    },
    120_000,
  );
});

/** Counts layout shifts and frames in which a chart has nothing drawn. Runs in the page before its scripts. */
function watchFrames(): void {
  const probe = { shift: 0, blankFrames: 0 };
  Object.assign(globalThis, { probe });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) probe.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  const look = () => {
    for (const chart of document.querySelectorAll('.sg-chart')) {
      // Seen: a picture that has grid lines and is not hidden. While the HTML is still being read there may be none yet.
      const pictures = [...chart.querySelectorAll('svg')].filter(
        (svg) => svg.querySelector('line') && !svg.closest('.sg-live-hidden, .sg-legend'),
      );
      if (pictures.length !== 1 && document.readyState !== 'loading') probe.blankFrames += 1;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Per chart, the share of its pixels that differ visibly (by more than 40 of 255 in any channel) between two PNGs of the page. */
function differentShares(
  page: Page,
  input: { before: string; after: string; ids: string[] },
): Promise<Record<string, number>> {
  return page.evaluate(async ({ before, after, ids }) => {
    const contextOf = async (data: string) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d', { willReadFrequently: true });
      context?.drawImage(image, 0, 0);
      return context;
    };
    const contexts = [await contextOf(before), await contextOf(after)];
    const shares = ids.map((id): [string, number] => {
      const box = document.getElementById(id)?.getBoundingClientRect() ?? new DOMRect();
      const [x, y, width, height] = [
        Math.floor(box.x + scrollX),
        Math.floor(box.y + scrollY),
        Math.ceil(box.width),
        Math.ceil(box.height),
      ];
      const [first, second] = contexts.map(
        (context) => context?.getImageData(x, y, width, height).data ?? new Uint8ClampedArray(),
      );
      let different = 0;
      for (let at = 0; at < width * height * 4; at += 4)
        if ([0, 1, 2].some((channel) => Math.abs((first?.[at + channel] ?? 0) - (second?.[at + channel] ?? 255)) > 40))
          different += 1;
      return [id, different / (width * height)];
    });
    return Object.fromEntries(shares);
  }, input);
}
