type Labels = Readonly<Record<string, string>>;

/** The order of sets of labels in Prometheus (LabelSet.Before): smaller sets first, then by name and value. */
export function compareLabels(a: Labels, b: Labels): number {
  const size = Object.keys(a).length - Object.keys(b).length;
  if (size !== 0) return size;
  for (const name of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) {
    const [left, right] = [a[name], b[name]];
    if (left === undefined) return -1;
    if (right === undefined) return 1;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
