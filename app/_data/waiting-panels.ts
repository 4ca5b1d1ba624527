import type { DehydratedState } from '@tanstack/react-query';
import type { Panel } from '@/lib/model/panel';

/** The panels whose answers were not there by the prefetch's deadline, by id; they stream in behind the page. */
export function waitingPanels(panels: readonly Panel[], { queries }: DehydratedState): string[] {
  const known = new Set(
    queries.filter(({ state }) => state.status === 'success').map(({ queryKey }) => JSON.stringify(queryKey.at(-1))),
  );
  const isKnown = ({ spec, spark }: Panel): boolean =>
    [spec, ...(spark ? [spark] : [])].every((one) => known.has(JSON.stringify(one)));
  return panels.filter((panel) => !isKnown(panel)).map(({ id }) => id);
}
