import type { Agent } from 'node:http';
import { ask, browserAgent, openStream } from './http';
import type { RecordedPage } from './record-pages';
import type { Kind, Tally } from './tally';

export type UserOptions = {
  url: string;
  cookie: string;
  pages: readonly RecordedPage[];
  tally: Tally;
  /** Even numbers in [0, 1), the user's own and repeatable. */
  random: () => number;
  thinkMs: number;
  arriveAfterMs: number;
};

/**
 * One person with one tab: opens a page, looks at it for a while, clicks to another one or another range. A click asks for
 * what Next asks for (the page without its frame); one in eight is a reload. The stream of the page is open while it is shown.
 */
export class VirtualUser {
  private readonly agent: Agent = browserAgent();
  private readonly cached = new Set<string>();
  private stream: { close: () => void } | null = null;
  private isGone = false;

  constructor(private readonly options: UserOptions) {}

  async live(until: number): Promise<void> {
    const { random, pages, thinkMs } = this.options;
    await pause(this.options.arriveAfterMs);
    let isFirst = true;
    while (performance.now() < until) {
      const page = pages[isFirst ? 0 : Math.floor(random() * pages.length)];
      if (page === undefined) return;
      await this.visit(page, isFirst ? 'first' : random() < 1 / 8 ? 'page' : 'click');
      isFirst = false;
      // Exponential, as people are: mostly short, sometimes long.
      await pause(Math.min(-Math.log(1 - random()) * thinkMs, 5 * thinkMs));
    }
  }

  leave(): void {
    this.isGone = true;
    this.stream?.close();
    this.agent.destroy();
  }

  private async visit(page: RecordedPage, how: 'first' | 'page' | 'click'): Promise<void> {
    this.stream?.close();
    this.stream = null;
    if (how === 'click') await this.click(page);
    else await this.measured(how, page.path);
    const fresh = page.assets.filter((asset) => !this.cached.has(asset));
    for (const asset of fresh) this.cached.add(asset);
    await Promise.all(fresh.map((asset) => this.measured('asset', asset)));
    if (page.live !== null && !this.isGone) this.watch(page.live);
    await Promise.all(
      page.calls.map(({ path, method, body }) =>
        this.measured(path.startsWith('/api/query') ? 'query' : 'call', path, { method, body }),
      ),
    );
  }

  private async click({ path, click }: RecordedPage): Promise<void> {
    await this.measured(path.includes('range=') ? 'range' : 'click', click.path, { headers: click.headers });
  }

  private async measured(
    kind: Exclude<Kind, 'stream'>,
    path: string,
    how: { method?: string; body?: string | null; headers?: Record<string, string> } = {},
  ): Promise<void> {
    const { url, cookie, tally } = this.options;
    const { method = 'GET', body = null, headers = {} } = how;
    const from = performance.now();
    try {
      const json = body === null ? {} : { 'content-type': 'application/json', origin: url };
      const reply = await ask(`${url}${path}`, this.agent, { method, body, headers: { cookie, ...json, ...headers } });
      if (reply.status >= 400) tally.fault(kind, String(reply.status));
      else tally.ok(kind, performance.now() - from);
    } catch (error) {
      if (!this.isGone) tally.fault(kind, error instanceof Error ? error.message : String(error));
    }
  }

  private watch(live: string): void {
    const { url, cookie, tally } = this.options;
    const from = performance.now();
    let isFirst = true;
    this.stream = openStream(`${url}${live}`, {
      headers: { cookie, accept: 'text/event-stream' },
      onOpen: () => undefined,
      onData: () => {
        if (isFirst) tally.ok('stream', performance.now() - from);
        isFirst = false;
      },
      onEnd: (why) => tally.fault('stream', why),
    });
  }
}

const pause = (forMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, forMs));
