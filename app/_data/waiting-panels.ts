import type { Panel } from '@/lib/model/panel';
import type { Prefetched } from './prefetch';

/** The panels whose answers were not there by the prefetch's deadline, by id; they stream in behind the page. */
export function waitingPanels(panels: readonly Panel[], { pending }: Prefetched): string[] {
  const waiting = new Set(pending.map((spec) => JSON.stringify(spec)));
  const isWaiting = ({ spec, spark }: Panel): boolean =>
    [spec, spark].some((one) => one !== undefined && waiting.has(JSON.stringify(one)));
  return panels.filter(isWaiting).map(({ id }) => id);
}
