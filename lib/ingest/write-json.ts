/**
 * JSON as the engine reads it, where JSON.stringify writes what it refuses: whole numbers beyond 64 bits as digits, and
 * halves of surrogate pairs as escapes. Bigints become texts, which keep every digit. Slower, so it is used only for values that need it. Depth must be bounded before.
 */
export function writeJson(value: unknown): string {
  if (typeof value === 'number') return Math.abs(value) >= 2 ** 63 ? value.toExponential() : JSON.stringify(value);
  if (typeof value === 'bigint') return `"${value}"`;
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed());
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  const fields = Object.entries(value).map(([key, item]) => `${JSON.stringify(key.toWellFormed())}:${writeJson(item)}`);
  return `{${fields.join(',')}}`;
}
