import { randomBytes } from 'node:crypto';
import { findOpener, type EmbedVisit, type Opener } from '@/lib/embed/access/find-opener';
import { openEmbed } from '@/lib/embed/access/open-embed';
import { frameAncestors } from '@/lib/embed/frame-policy';
import { pagePolicy } from '@/lib/embed/page-policy';
import { lookOf, type Look } from '@/lib/embed/page/look';
import { messagePage, passwordPage } from '@/lib/embed/page/message-page';
import { refusalOf } from '@/lib/embed/refusal';
import { showEmbed } from '@/lib/embed/show-embed';
import type { Services } from '@/lib/context';
import { errorTable, toAppError } from '@/lib/errors/app-error';
import { actorOf } from '@/lib/http/actor';
import { problem } from '@/lib/http/respond';
import type { Door } from '@/lib/http/route';
import { defaultSettings, type EmbedKind } from '@/lib/model/embed';
import { runtime } from '@/lib/runtime/runtime';
import { embedScript } from './embed-script';
import { givePassword } from './give-password';
import { sendText } from './send-text';

/** A message without anything in it to be clicked may stand in any frame; an embed only in those that its settings name. */
const anyFrame = 'frame-ancestors *';

type Page = { look: Look; nonce: string; frames: string; by: Opener['by'] | 'nothing' };

/**
 * `/embed/charts/:id` and `/embed/dashboards/:id`: by `?token=`, `?share=` or the session. A POST brings the password of a link.
 * Needs no cookie; whoever is refused sees why, or gets a problem document when they asked for JSON.
 */
export const embedDoor =
  (kind: EmbedKind): Door =>
  async (request) => {
    const url = new URL(request.url);
    const search = url.searchParams;
    const nonce = randomBytes(16).toString('base64url');
    const page: Page = { look: lookOf(search, defaultSettings), nonce, frames: anyFrame, by: 'nothing' };
    try {
      const { services } = await runtime();
      const session = () => sessionOf(services, request);
      const visit = { kind, resourceId: decodeURIComponent(url.pathname.split('/')[3] ?? ''), search, session };
      const opener = await findOpener(services, visit);
      page.by = opener.by;
      const settings = opener.embed?.settings ?? defaultSettings;
      page.frames = frameAncestors(settings);
      page.look = lookOf(search, settings);
      return await shown(services, { request, url, visit, opener, page });
    } catch (thrown) {
      return await refused(thrown, request, page);
    }
  };

type Showing = { request: Request; url: URL; visit: EmbedVisit; opener: Opener; page: Page };

async function shown(services: Services, { request, url, visit, opener, page }: Showing): Promise<Response> {
  if (request.method === 'POST') {
    const given = await givePassword(services, { request, url, opener });
    if ('location' in given) return redirected(given.location);
    return html(request, page, { status: 401, body: passwordPage(page, { action: pathOf(url), fault: given.fault }) });
  }
  const opened = await openEmbed(services, visit, opener);
  if ('isLocked' in opened)
    return html(request, page, { status: 401, body: passwordPage(page, { action: pathOf(url) }) });
  const script = `/embed/view.js?v=${(await embedScript('view')).hash}`;
  const { look, nonce } = page;
  const body = await showEmbed(services, { opened, search: url.searchParams, look, nonce, script });
  services.metrics.embeds.pages.inc({ by: page.by, result: 'shown' });
  return html(request, page, { status: 200, body });
}

const pathOf = ({ pathname, search }: URL): string => pathname + search;

async function sessionOf(services: Services, request: Request) {
  try {
    return await actorOf(services, request);
  } catch {
    // Nobody is signed in: the embed says what else would open it.
    return null;
  }
}

const titles: Record<number, string> = {
  401: 'This cannot be shown',
  403: 'This cannot be shown',
  404: 'Nothing to be seen here',
  429: 'Too many attempts',
  503: 'Not available at the moment',
};

async function refused(thrown: unknown, request: Request, page: Page): Promise<Response> {
  const error = toAppError(thrown);
  const { services } = await runtime().catch(() => ({ services: null }));
  const reason = refusalOf(error);
  services?.metrics.embeds.pages.inc({ by: page.by, result: 'refused' });
  const log = { code: error.code, reason, path: new URL(request.url).pathname, err: error.cause };
  services?.log[errorTable[error.code].level](log, 'an embed was not shown');
  if (request.headers.get('accept')?.includes('json')) return problem(error);
  const { status } = errorTable[error.code];
  const title = titles[status] ?? 'This cannot be shown';
  const body = messagePage(page, { title, message: error.message });
  return html(request, page, { status, body, headers: reason === null ? {} : { 'x-sightglass-refusal': reason } });
}

type Sent = { status: number; body: string; headers?: Record<string, string> };

function html(request: Request, { nonce, frames }: Page, { status, body, headers = {} }: Sent): Promise<Response> {
  return sendText(request, body, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      'content-security-policy': pagePolicy(nonce, frames),
      'x-content-type-options': 'nosniff',
      // The address has the token in it.
      'referrer-policy': 'no-referrer',
      ...headers,
    },
  });
}

const redirected = (location: string): Response =>
  new Response(null, {
    status: 303,
    headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
