/** One value that a change touched; `before` undefined when there was none, `after` undefined when there is none now. */
export type AuditDiffLine = { path: string; before: unknown; after: unknown };

const maxLines = 200;

/**
 * What differs between two states, value by value, with paths as `grid.0.width`. A state that was not there before (or is not
 * after) is shown whole. At most 200 lines: two whole dashboards differ in more than anybody reads.
 */
export function auditDiff(before: unknown, after: unknown): AuditDiffLine[] {
  const lines: AuditDiffLine[] = [];
  compare('', before ?? undefined, { after: after ?? undefined, lines });
  return lines;
}

function compare(path: string, before: unknown, rest: { after: unknown; lines: AuditDiffLine[] }): void {
  const { after, lines } = rest;
  if (lines.length >= maxLines || Object.is(before, after)) return;
  const [left, right] = [partsOf(before), partsOf(after)];
  const isOpened =
    (left !== null && (right !== null || after === undefined)) || (right !== null && before === undefined);
  if (!isOpened) {
    lines.push({ path, before, after });
    return;
  }
  for (const key of new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])]))
    compare(path === '' ? key : `${path}.${key}`, left?.get(key), { after: right?.get(key), lines });
}

/** The parts of an object or a list by name; null for a value that has none. */
function partsOf(value: unknown): Map<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null;
  const entries = Object.entries(value);
  return entries.length === 0 ? null : new Map(entries);
}
