/** One value that a change touched; `before` undefined when there was none, `after` undefined when there is none now. */
export type AuditDiffLine = { path: string; before: unknown; after: unknown };

const maxLines = 200;

/**
 * What differs between two states, value by value, with paths as `grid.0.width`. A state that was not there before (or is not
 * after) is shown whole. At most 200 lines: two whole dashboards differ in more than anybody reads.
 */
export function auditDiff(before: unknown, after: unknown): AuditDiffLine[] {
  const lines: AuditDiffLine[] = [];
  compare('', { before: before ?? undefined, after: after ?? undefined }, lines);
  return lines;
}

type Sides = { before: unknown; after: unknown };

function compare(path: string, sides: Sides, lines: AuditDiffLine[]): void {
  const { before, after } = sides;
  if (lines.length >= maxLines || Object.is(before, after)) return;
  const parts = opened(sides);
  if (parts === null) {
    lines.push({ path, ...sides });
    return;
  }
  for (const key of new Set([...parts.before.keys(), ...parts.after.keys()])) {
    const inner = { before: parts.before.get(key), after: parts.after.get(key) };
    compare(path === '' ? key : `${path}.${key}`, inner, lines);
  }
}

const none: Parts = new Map();
type Parts = ReadonlyMap<string, unknown>;

/** Both sides by their parts, where each has some or is not there; null when they are shown as they are. */
function opened({ before, after }: Sides): { before: Parts; after: Parts } | null {
  const left = partsOf(before) ?? (before === undefined ? none : null);
  const right = partsOf(after) ?? (after === undefined ? none : null);
  if (left === null || right === null || left.size + right.size === 0) return null;
  return { before: left, after: right };
}

/** The parts of an object or a list by name; null for a value that has none. */
function partsOf(value: unknown): Parts | null {
  if (typeof value !== 'object' || value === null) return null;
  const entries = Object.entries(value);
  return entries.length === 0 ? null : new Map(entries);
}
