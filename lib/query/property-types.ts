export type PropertyType = 'text' | 'number' | 'boolean' | 'time' | 'list';

const kinds: readonly (readonly [RegExp, PropertyType])[] = [
  [/^(U?Int|Float|Decimal)/, 'number'],
  [/^Bool/, 'boolean'],
  [/^Date/, 'time'],
  [/^(Array|Tuple|Map)/, 'list'],
];

/** The engine's map of JSON paths to the types seen there, as fields that a question can name; by name. */
export function propertyTypes(json: string): { field: string; types: PropertyType[] }[] {
  const paths = JSON.parse(json) as Record<string, string[]>;
  return Object.entries(paths)
    .map(([path, types]) => ({ field: `properties.${path}`, types: [...new Set(types.map(typeOf))].sort() }))
    .sort((a, b) => (a.field < b.field ? -1 : 1));
}

function typeOf(engineType: string): PropertyType {
  const bare = engineType.replace(/^(Nullable|LowCardinality)\(/, '');
  return kinds.find(([pattern]) => pattern.test(bare))?.[1] ?? 'text';
}
