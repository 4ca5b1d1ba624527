import type { FieldError } from '@/lib/errors/app-error';
import type { Matcher } from '@/lib/model/matcher';
import { linearRegex, type LinearRegex } from './linear-regex';

type Labels = Readonly<Record<string, string>>;

/** Whether labels fit all matchers; none fit everything. A label that is missing has the empty value, as in Alertmanager. */
export function matchesAll(labels: Labels, matchers: readonly Matcher[]): boolean {
  return matchers.every((matcher) => matches(labels[matcher.name] ?? '', matcher));
}

function matches(value: string, { value: wanted, isRegex, isEqual }: Matcher): boolean {
  const fits = isRegex ? (compiled(wanted)?.test(value) ?? false) : value === wanted;
  return fits === isEqual;
}

const maxKept = 500;
const kept = new Map<string, LinearRegex | null>();

function compiled(pattern: string): LinearRegex | null {
  const known = kept.get(pattern);
  if (known !== undefined) return known;
  if (kept.size >= maxKept) kept.clear();
  const regex = linearRegex(pattern);
  kept.set(pattern, regex);
  return regex;
}

/** Regular expressions that the schema lets through and that cannot be run: each with its path. */
export function matcherFaults(matchers: readonly Matcher[], path: string): FieldError[] {
  return matchers.flatMap(({ isRegex, value }, index) =>
    isRegex && compiled(value) === null
      ? [{ path: `${path}.${index}.value`, reason: 'Look-around, back-references and \\b cannot be used here' }]
      : [],
  );
}

/** As Alertmanager writes one: `severity="critical"`. */
export function matcherText({ name, value, isRegex, isEqual }: Matcher): string {
  const operator = isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!=';
  return `${name}${operator}${JSON.stringify(value)}`;
}

/** Several of them: `{severity="critical",team=~"web|shop"}`. */
export const matchersText = (matchers: readonly Matcher[]): string => `{${matchers.map(matcherText).join(',')}}`;
