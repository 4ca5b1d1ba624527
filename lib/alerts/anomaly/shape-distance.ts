/**
 * Mean distance of the last `length` values to the nearest stretches of the same length among the values before, in
 * standard deviations of the series (k nearest neighbours, as in KNN-CAD, Burnaev & Ishimtsev 2016). Null when there
 * are too few stretches to compare with.
 */
export function shapeDistance(
  recent: readonly number[],
  deviation: number,
  { length, neighbours }: { length: number; neighbours: number },
): number | null {
  const start = recent.length - length;
  if (start < length + neighbours) return null;
  const nearest: number[] = [];
  for (let at = start - 1; at >= 0; at -= 1) {
    const limit = nearest.length < neighbours ? Infinity : (nearest[neighbours - 1] ?? Infinity);
    let squares = 0;
    // Most stretches are given up on early, which makes the search several times as fast.
    for (let i = 0; i < length && squares < limit; i += 1) {
      const difference = (recent[at + i] ?? 0) - (recent[start + i] ?? 0);
      squares += difference * difference;
    }
    if (squares < limit) insert(nearest, squares, neighbours);
  }
  return nearest.reduce((sum, squares) => sum + Math.sqrt(squares), 0) / neighbours / (deviation + 1e-12);
}

function insert(sorted: number[], value: number, most: number): void {
  let at = sorted.length;
  while (at > 0 && (sorted[at - 1] ?? 0) > value) at -= 1;
  sorted.splice(at, 0, value);
  if (sorted.length > most) sorted.pop();
}
