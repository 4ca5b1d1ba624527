import { fieldSchema, operators, type Condition, type Operator, type Scalar } from '@/lib/model/filter';
import { isTextual, parseScalar } from './filter-text';

export type FilterParse = { ok: true; filter: Condition } | { ok: false; reason: string };

const unary = new Set<Operator>(['exists', 'not exists']);
const plural = new Set<Operator>(['in', 'not in']);
// Longest first, so that "not in" is not read as "in".
const byLength = [...operators].sort((a, b) => b.length - a.length);

/** Reads what `filterText` writes, and what people type after its model. */
export function parseFilterText(text: string): FilterParse {
  const cut = findOperator(text);
  if (!cut) return fault(`has no operator; write field:operator:value with one of ${operators.join(' ')}`);
  const { field, operator, rest } = cut;
  if (!fieldSchema.safeParse(field).success)
    return fault(`"${field}" is no field; use name, user, session, value, timestamp or properties.<path>`);
  if (operator === 'exists' || operator === 'not exists') return { ok: true, filter: [field, operator] };
  if (rest.length > 2_000) return fault('is too long; a value may have 2,000 characters');
  if (plural.has(operator)) return parseList(field, operator, rest);
  return { ok: true, filter: [field, operator, isTextual(operator) ? rest : parseScalar(rest)] };
}

const fault = (reason: string): FilterParse => ({ ok: false, reason });

/** The first operator in the text ends the field; property names may hold colons themselves. */
function findOperator(text: string): { field: string; operator: Operator; rest: string } | null {
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
    const tail = text.slice(at + 1);
    for (const operator of byLength) {
      if (unary.has(operator) ? tail === operator : tail.startsWith(`${operator}:`))
        return { field: text.slice(0, at), operator, rest: tail.slice(operator.length + 1) };
    }
  }
  return null;
}

function parseList(field: string, operator: Operator, rest: string): FilterParse {
  const items = rest.startsWith('[') ? parseJsonList(rest) : rest.split(',').map(parseScalar);
  if (!items || items.length === 0 || items.length > 1_000)
    return fault('needs a list of 1 to 1,000 values such as a,b,c');
  return { ok: true, filter: [field, operator, items] };
}

function parseJsonList(text: string): Scalar[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every(isScalar) ? value : null;
  } catch {
    return null;
  }
}

const isScalar = (value: unknown): value is Scalar => ['string', 'number', 'boolean'].includes(typeof value);
