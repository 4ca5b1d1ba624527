import type { WatchRequest } from '@/lib/model/live-frame';

type Asked = {
  /** Slug. */
  workspace: string;
  watches: readonly WatchRequest[];
  /** Changes of incidents since then are told first, Unix ms. */
  incidents?: number | undefined;
};

/** The address of a stream with these watches; base64url is the shortest form that a URL takes as it is. */
export function liveUrl(base: string, { workspace, watches, incidents }: Asked): string {
  const query = new URLSearchParams({ workspace });
  if (incidents !== undefined) query.set('incidents', String(incidents));
  if (watches.length > 0) query.set('watch', base64Url(JSON.stringify(watches)));
  return `${base}?${query.toString()}`;
}

function base64Url(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
