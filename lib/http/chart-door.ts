import type { Context } from '@/lib/context';
import { chartFile, type ChartFile } from '@/lib/embed/chart-file';
import type { ChartForm } from '@/lib/embed/chart-form';
import { attachmentName } from './attachment-name';
import { grantContext, isGranted } from './embed/grant-context';
import { full } from './respond';
import { contextOf, requestIdOf, route, type Door } from './route';

const types: Record<ChartForm, string> = {
  'data.json': 'application/json; charset=utf-8',
  'data.csv': 'text/csv; charset=utf-8; header=present',
  'image.svg': 'image/svg+xml; charset=utf-8',
  'image.png': 'image/png',
};

/** One form of a saved chart by its address, by session, key, `?token=` or `?share=`: `GET /api/charts/:id/image.svg`. */
export const chartDoor = (form: ChartForm): Door =>
  route({
    access: 'public',
    run: async (services, { request, params, url }) => {
      const id = params.id ?? '';
      const asking = { request, url, id, requestId: requestIdOf(request) };
      const ctx = isGranted(url)
        ? await grantContext(services, asking)
        : await contextOf(services, request, asking.requestId);
      const file = await chartFile(ctx, { id, search: url.search, form });
      return fileResponse(file, request, holdersOf(ctx));
    },
  });

/** Who may keep a file, and for how long at most, s: an address that grants access by itself is all that the answer depends on. */
type Holders = { scope: 'private' | 'public'; mostS: number };

function holdersOf({ actor, clock }: Context): Holders {
  if (actor.kind !== 'embed') return { scope: 'private', mostS: Infinity };
  return { scope: 'public', mostS: Math.max(0, Math.floor((actor.grant.expiresAt - clock.now()) / 1_000)) };
}

export function fileResponse(file: ChartFile, request: Request, holders: Holders): Response {
  const headers = { ...safeHeaders(file), ...cacheHeaders(file, holders) };
  if (file.status === 200 && isKnown(request.headers.get('if-none-match'), file.etag))
    return new Response(null, { status: 304, headers });
  return full(file.body, { status: file.status, headers: { 'content-type': types[file.form], ...headers } });
}

/** Opened on its own, an SVG is a document of this origin: it may do nothing there. */
function safeHeaders({ form, title }: ChartFile): Record<string, string> {
  const kind = form === 'data.csv' ? 'attachment' : 'inline';
  return {
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    'content-disposition': `${kind}; ${attachmentName(title, form.slice(form.indexOf('.') + 1))}`,
  };
}

const dayS = 86_400;

function cacheHeaders(file: ChartFile, { scope, mostS }: Holders): Record<string, string> {
  const vary: Record<string, string> =
    scope === 'public' ? {} : { vary: 'Authorization, Cookie, X-Sightglass-Workspace' };
  if (!('maxAgeS' in file)) {
    const { retryAfterMs } = file.error;
    const wait: Record<string, string> =
      retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) };
    return { 'cache-control': 'no-store', ...vary, ...wait };
  }
  const { etag, asOf, maxAgeS, staleReason } = file;
  const seconds = (wanted: number): number => Math.min(wanted, mostS);
  const reuse = `stale-while-revalidate=${seconds(10 * maxAgeS)}, stale-if-error=${seconds(dayS)}`;
  return {
    etag,
    'last-modified': new Date(asOf).toUTCString(),
    'cache-control': `${scope}, max-age=${seconds(maxAgeS)}, ${reuse}`,
    ...vary,
    'x-sightglass-freshness': staleReason === undefined ? 'fresh' : `stale; reason=${staleReason}`,
  };
}

/** RFC 9110, 13.1.2: a list of tags, compared without their mark of weakness, or any. */
function isKnown(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
}
