import type { Condition, Operator } from '@/lib/model/filter';

const words: Partial<Record<Operator, string>> = {
  '=': 'is',
  '!=': 'is not',
  in: 'is one of',
  'not in': 'is none of',
  exists: 'is set',
  'not exists': 'is not set',
  '>=': 'at least',
  '<=': 'at most',
  '>': 'over',
  '<': 'under',
};

/** A field in people's words: the last key of a property's path, or the name of a built-in field. */
export function fieldLabel(field: string): string {
  if (field === 'name') return 'event';
  return field.startsWith('properties.') ? field.slice('properties.'.length).replaceAll('_', ' ') : field;
}

/** A filter as a phrase for a chip: "origin is ATL". */
export function filterWords(filter: Condition): { field: string; operator: string; value: string } {
  const [field, operator, value] = filter;
  const list = value === undefined ? [] : [value].flat().map(String);
  const shown = list.length > 4 ? `${list.slice(0, 3).join(', ')} and ${list.length - 3} more` : list.join(', ');
  return { field: fieldLabel(field), operator: words[operator] ?? operator, value: shown };
}
