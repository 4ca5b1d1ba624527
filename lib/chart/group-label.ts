import type { GroupKey } from '@/lib/model/value';

/** The name of a group as people read it. */
export function groupLabel(group: GroupKey): string {
  return group.map(partLabel).join(' · ');
}

/** One part of a group: a value of a field, which may be missing or empty. */
export function partLabel(part: string | null): string {
  return part === null ? '(none)' : part === '' ? '(empty)' : part;
}

/** A field as people read it, for example `plan` for `properties.plan`. */
export function fieldName(field: string): string {
  return field.startsWith('properties.') ? field.slice('properties.'.length) : field;
}
