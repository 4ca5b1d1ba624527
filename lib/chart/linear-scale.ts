/**
 * Maps a range of values onto a range of px. Of d3-scale this is all that charts need, and a browser that only looks at them
 * need not load the rest.
 */
export function linearScale(domain: readonly [number, number], range: readonly [number, number]) {
  const [from, to] = domain;
  const [start, end] = range;
  const span = to - from;
  return (value: number): number => {
    const share = span === 0 ? 0.5 : (value - from) / span;
    return start * (1 - share) + end * share;
  };
}
