import { chartFile, type ChartFile } from '@/lib/embed/chart-file';
import type { ChartForm } from '@/lib/embed/chart-form';
import { attachmentName } from './attachment-name';
import { full } from './respond';
import { route, type Door } from './route';

const types: Record<ChartForm, string> = {
  'data.json': 'application/json; charset=utf-8',
  'data.csv': 'text/csv; charset=utf-8; header=present',
  'image.svg': 'image/svg+xml; charset=utf-8',
  'image.png': 'image/png',
};

/** One form of a saved chart by its address: `GET /api/charts/:id/image.svg`. */
export const chartDoor = (form: ChartForm): Door =>
  route({
    access: 'actor',
    run: async (ctx, { request, params, url }) => {
      const file = await chartFile(ctx, { id: params.id ?? '', search: url.search, form });
      return fileResponse(file, request, { isPublic: false });
    },
  });

/** `isPublic`: whether what was answered depends on the address alone, so that caches may share it. */
export function fileResponse(file: ChartFile, request: Request, how: { isPublic: boolean }): Response {
  const headers = { ...safeHeaders(file), ...cacheHeaders(file, how) };
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

function cacheHeaders(file: ChartFile, { isPublic }: { isPublic: boolean }): Record<string, string> {
  const vary: Record<string, string> = isPublic ? {} : { vary: 'Authorization, Cookie, X-Sightglass-Workspace' };
  if (!('maxAgeS' in file)) {
    const { retryAfterMs } = file.error;
    const wait: Record<string, string> =
      retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1_000)) };
    return { 'cache-control': 'no-store', ...vary, ...wait };
  }
  const { etag, asOf, maxAgeS, staleReason } = file;
  const scope = isPublic ? 'public' : 'private';
  return {
    etag,
    'last-modified': new Date(asOf).toUTCString(),
    'cache-control': `${scope}, max-age=${maxAgeS}, stale-while-revalidate=${10 * maxAgeS}, stale-if-error=${dayS}`,
    ...vary,
    'x-sightglass-freshness': staleReason === undefined ? 'fresh' : `stale; reason=${staleReason}`,
  };
}

/** RFC 9110, 13.1.2: a list of tags, compared without their mark of weakness, or any. */
function isKnown(header: string | null, etag: string): boolean {
  if (header === null) return false;
  return header.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
}
