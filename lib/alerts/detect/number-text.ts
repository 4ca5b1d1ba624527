const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 4 });

/**
 * A number in the sentence that says why a rule fired: thousands grouped as on charts, at most four digits after the point, and four
 * significant ones of a small number, so that a value stays apart from the limit that it just passed.
 */
export function numberText(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return String(value);
  // A backtest says thousands of these, and the formatter takes its time.
  if (size < 1_000) return String(Number(size < 1 ? value.toPrecision(4) : value.toFixed(4)));
  return size < 1e15 ? grouped.format(value) : String(value);
}
