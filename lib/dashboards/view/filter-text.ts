import type { Condition, Operator, Scalar } from '@/lib/model/filter';

const textual = new Set<Operator>(['contains', 'not contains', 'starts with', 'ends with']);
/** Operators that take a text as it is, so that nothing in it needs quotes. */
export const isTextual = (operator: Operator): boolean => textual.has(operator);

/**
 * A filter as it stands in the URL: `field:operator:value`, `field:exists`, lists as `field:in:a,b`. Bare numbers and
 * true/false keep their type; a text that looks like one is quoted. The inverse of `parseFilterText`.
 */
export function filterText(filter: Condition): string {
  const [field, operator, value] = filter;
  if (value === undefined) return `${field}:${operator}`;
  if (!Array.isArray(value)) return `${field}:${operator}:${isTextual(operator) ? String(value) : scalarText(value)}`;
  const isPlain = value.every((item) => typeof item !== 'string' || (item !== '' && !/^\s*["[]|,/.test(item)));
  return `${field}:${operator}:${isPlain ? value.map(scalarText).join(',') : JSON.stringify(value)}`;
}

const number = /^-?(0|[1-9]\d{0,15})(\.\d{1,15})?$/;

/** A value as it stands in a filter's text: numbers and true/false keep their type, quotes force a text. */
export function parseScalar(text: string): Scalar {
  if (text === 'true' || text === 'false') return text === 'true';
  if (number.test(text)) return Number(text);
  if (!/^".*"$/su.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}

function scalarText(value: Scalar): string {
  if (typeof value !== 'string') return String(value);
  return parseScalar(value) === value ? value : JSON.stringify(value);
}
