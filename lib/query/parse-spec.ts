import { AppError, type FieldError } from '@/lib/errors/app-error';
import type { Filter } from '@/lib/model/filter';
import { inputFaults, isDeeperThan } from '@/lib/model/input-faults';
import { querySpecSchema, type QuerySpec } from '@/lib/model/query-spec';
import { specFaults } from './check-spec';

/** Deeper nesting is refused before it is looked at: a reader that follows it would run out of stack. */
const maxDepth = 24;
const maxConditions = 500;

/** What an input was found to mean. Panels ask with the same object again and again. */
const parsedInputs = new WeakMap<object, QuerySpec>();

/**
 * Any input as a question in its normalized form; an input is a value, so an object that was parsed must not be changed.
 * Throws AppError invalid_input that names each fault with its path and reason.
 */
export function parseSpec(input: unknown): QuerySpec {
  if (typeof input !== 'object' || input === null) return parseAnew(input);
  const known = parsedInputs.get(input);
  if (known !== undefined) return known;
  const spec = parseAnew(input);
  parsedInputs.set(input, spec);
  return spec;
}

function parseAnew(input: unknown): QuerySpec {
  if (isDeeperThan(maxDepth, input))
    throw invalid([{ path: 'where', reason: `nested deeper than ${maxDepth} levels` }]);
  const parsed = querySpecSchema.safeParse(input);
  if (!parsed.success) throw invalid(inputFaults(parsed.error.issues));
  const spec = { ...parsed.data, timezone: engineZone(parsed.data.timezone) };
  const conditions = countConditions(filtersOf(spec));
  if (conditions > maxConditions) throw invalid([{ path: 'where', reason: `more than ${maxConditions} conditions` }]);
  const faults = specFaults(spec);
  if (faults.length > 0) throw invalid(faults);
  return spec;
}

/** All filters of a question, its own and those of its measures and steps. */
function filtersOf(spec: QuerySpec): Filter[] {
  if (spec.kind === 'sql') return [];
  const parts = [
    ...('measures' in spec ? spec.measures : []),
    ...('measure' in spec ? [spec.measure] : []),
    ...('steps' in spec ? spec.steps : []),
    ...('start' in spec ? [spec.start, spec.back] : []),
    ...('anchor' in spec ? [spec.anchor] : []),
  ];
  return [...spec.where, ...parts.flatMap((part) => part.where ?? [])];
}

function invalid(fields: readonly FieldError[]): AppError {
  const [first] = fields;
  const text =
    first === undefined ? 'The question is not valid' : `${first.path === '' ? 'spec' : first.path}: ${first.reason}`;
  return new AppError('invalid_input', text, { fields: fields.slice(0, 20) });
}

function countConditions(filters: readonly Filter[]): number {
  return filters.reduce((sum, filter) => {
    if (Array.isArray(filter)) return sum + 1;
    if ('not' in filter) return sum + countConditions([filter.not]);
    return sum + countConditions('or' in filter ? filter.or : filter.and);
  }, 0);
}

const engineZones = new Map<string, string>([['UTC', 'UTC']]);
const maxZones = 1_000;

/** Browsers know `europe/berlin` and `+02:00`; the engine takes zone names as IANA writes them only. */
function engineZone(name: string): string {
  const known = engineZones.get(name);
  if (known !== undefined) return known;
  if (!/^[A-Za-z]/.test(name))
    throw invalid([{ path: 'timezone', reason: 'Use an IANA timezone such as Europe/Berlin' }]);
  const canonical = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  const zone = canonical.toLowerCase() === name.toLowerCase() ? canonical : name;
  const written = /^(utc|etc\/utc|gmt|z)$/i.test(name) ? 'UTC' : zone;
  if (engineZones.size < maxZones) engineZones.set(name, written);
  return written;
}
