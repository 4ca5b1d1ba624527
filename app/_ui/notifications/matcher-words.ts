import type { Matcher } from '@/lib/model/matcher';

const operators = { '=': [true, false], '!=': [false, false], '=~': [true, true], '!~': [false, true] } as const;
export type Operator = keyof typeof operators;
export const operatorWords: Record<Operator, string> = {
  '=': 'is',
  '!=': 'is not',
  '=~': 'matches',
  '!~': 'does not match',
};

export function operatorOf({ isEqual, isRegex }: Pick<Matcher, 'isEqual' | 'isRegex'>): Operator {
  if (isRegex) return isEqual ? '=~' : '!~';
  return isEqual ? '=' : '!=';
}

export function withOperator(matcher: Matcher, operator: Operator): Matcher {
  const [isEqual, isRegex] = operators[operator];
  return { ...matcher, isEqual, isRegex };
}

/** As people write it: `severity = critical`, `service =~ checkout|cart`. */
export const matcherText = (matcher: Matcher): string =>
  `${matcher.name} ${operatorOf(matcher)} ${matcher.value === '' ? '(empty)' : matcher.value}`;

/** Reads `service=checkout`, `service=~"check.*"` and the like, as links and amtool write it; null for anything else. */
export function parseMatcher(text: string): Matcher | null {
  const match = /^\s*([a-zA-Z_]\w*)\s*(=~|!~|!=|=)\s*([\s\S]*?)\s*$/.exec(text);
  if (!match) return null;
  const [, name = '', operator = '=', value = ''] = match;
  return withOperator({ name, value: unquoted(value), isEqual: true, isRegex: false }, operator as Operator);
}

function unquoted(value: string): string {
  if (value.length < 2 || !value.startsWith('"') || !value.endsWith('"')) return value;
  return value.slice(1, -1).replaceAll(/\\(["\\])/g, '$1');
}

/** What is wrong with a matcher as it stands, before anybody else is asked; null when nothing is. */
export function matcherFault({ name, value, isRegex }: Matcher): string | null {
  if (name === '') return 'Name a label';
  if (!/^[a-zA-Z_]\w*$/.test(name)) return `${name}: use letters, digits and _, beginning with a letter`;
  if (!isRegex) return null;
  try {
    new RegExp(`^(?:${value})$`);
    return null;
  } catch {
    return `${name}: this is not a regular expression`;
  }
}

/** `severity is critical and service matches checkout|cart`; `everything` of none. */
export function matchersSentence(matchers: readonly Matcher[]): string {
  if (matchers.length === 0) return 'everything';
  return matchers
    .map((matcher) => `${matcher.name} ${operatorWords[operatorOf(matcher)]} ${matcher.value || 'empty'}`)
    .join(' and ');
}
