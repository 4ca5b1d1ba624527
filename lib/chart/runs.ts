/** The unbroken runs of values, each with the index of its values; nulls separate them. */
export function runsOf<T>(values: readonly (T | null)[]): { index: number; value: T }[][] {
  const runs: { index: number; value: T }[][] = [];
  let open: { index: number; value: T }[] = [];
  values.forEach((value, index) => {
    if (value !== null) {
      open.push({ index, value });
      return;
    }
    if (open.length > 0) runs.push(open);
    open = [];
  });
  if (open.length > 0) runs.push(open);
  return runs;
}
