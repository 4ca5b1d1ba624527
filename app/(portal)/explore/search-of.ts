import type { RawParams } from '@/lib/dashboards/view/view-state';

/** The parameters of a page as the browser writes them, so that both can tell whether they look at the same address. */
export function searchOf(params: RawParams): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) for (const one of [value ?? []].flat()) search.append(name, one);
  return search.toString();
}
