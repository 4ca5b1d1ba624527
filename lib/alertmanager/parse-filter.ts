import type { Matcher } from '@/lib/model/matcher';
import { refused } from './am-error';

const form = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|!=|!~|=)\s*([\s\S]*?)\s*$/;
const longest = 1_000;

/** `name="value"` with `=`, `!=`, `=~` or `!~`; quotes may be left out. Throws AmError 400. */
export function parseFilter(text: string): Matcher {
  const [, name = '', operator = '', raw = ''] = form.exec(text) ?? [];
  const value = unquote(raw);
  if (name === '' || value === null || value.length > longest) throw refused(`bad matcher format: ${text}`);
  const isRegex = operator.endsWith('~');
  if (isRegex) checkRegex(`^(?:${value})$`);
  return { name, value, isRegex, isEqual: operator.startsWith('=') };
}

export const parseFilters = (query: URLSearchParams): Matcher[] => query.getAll('filter').map(parseFilter);

function unquote(raw: string): string | null {
  if (!raw.startsWith('"')) return raw.endsWith('"') ? null : raw;
  if (raw.length < 2 || !raw.endsWith('"')) return null;
  return raw.slice(1, -1).replace(/\\(["\\n])/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped));
}

/** Throws AmError 400 in the words of Go's regexp. */
function checkRegex(pattern: string): void {
  const fault = regexFault(pattern);
  if (fault !== null) throw refused(fault);
}

/** What is wrong with a regular expression, in the words of Go's regexp where they are known; null when nothing is. */
export function regexFault(pattern: string): string | null {
  try {
    new RegExp(pattern);
    return null;
  } catch (error) {
    const reason = /: ([^:]+)$/.exec((error as Error).message)?.[1] ?? 'invalid';
    const words: Record<string, string> = {
      'Unterminated group': 'missing closing )',
      "Unmatched ')'": 'unexpected )',
    };
    return `error parsing regexp: ${words[reason] ?? reason}: \`${pattern}\``;
  }
}
