/** Who talks to whom or runs where: undirected neighbours of each place (a service, an instance, a host). */
export type Topology = ReadonlyMap<string, ReadonlySet<string>>;
export type Edge = readonly [string, string];

export function topologyOf(edges: readonly Edge[]): Topology {
  const neighbours = new Map<string, Set<string>>();
  const connect = (from: string, to: string) => {
    const known = neighbours.get(from);
    if (known === undefined) neighbours.set(from, new Set([to]));
    else known.add(to);
  };
  for (const [from, to] of edges) {
    connect(from, to);
    connect(to, from);
  }
  return neighbours;
}

/** Steps from one place to the nearest of others, at most `limit`; null when there is none so near. */
export function stepsBetween(
  topology: Topology,
  { from, others, limit }: { from: string; others: ReadonlySet<string>; limit: number },
): { steps: number; place: string } | null {
  if (others.has(from)) return { steps: 0, place: from };
  const met = new Set([from]);
  let edge = [from];
  for (let steps = 1; steps <= limit && edge.length > 0; steps += 1) {
    edge = edge
      .flatMap((place) => [...(topology.get(place) ?? [])])
      .filter((place) => !met.has(place) && met.add(place));
    const hit = edge.find((place) => others.has(place));
    if (hit !== undefined) return { steps, place: hit };
  }
  return null;
}
