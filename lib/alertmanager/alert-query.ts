import { linearRegex, type LinearRegex } from '@/lib/notify/routing/linear-regex';
import type { Matcher } from '@/lib/model/matcher';
import { refused } from './am-error';
import { parseFilters, regexFault } from './parse-filter';

/** What GET /api/v2/alerts is asked for. */
export type AlertQuery = {
  filters: Matcher[];
  /** The name of a receiver has to fit it as a whole. */
  receiver: LinearRegex | null;
  active: boolean;
  silenced: boolean;
  inhibited: boolean;
};

/** Throws AmError 400 for filters and expressions that cannot be read. What is no boolean counts as false, as elsewhere. */
export function readAlertQuery(query: URLSearchParams): AlertQuery {
  const flag = (name: string) => query.get(name) === null || /^(true|1|t|yes|y|on)$/i.test(query.get(name) ?? '');
  return {
    filters: parseFilters(query),
    receiver: receiverOf(query.get('receiver')),
    active: flag('active'),
    silenced: flag('silenced'),
    inhibited: flag('inhibited'),
  };
}

function receiverOf(text: string | null): LinearRegex | null {
  if (text === null || text === '') return null;
  const pattern = text.slice(0, 500);
  const fault = regexFault(`^(?:${pattern})$`);
  // In time that does not explode, whatever the pattern: this runs where everything else of the portal runs.
  const regex = linearRegex(pattern);
  if (fault !== null || regex === null)
    throw refused(`failed to parse receiver param: ${fault ?? `error parsing regexp: unsupported: \`${pattern}\``}`);
  return regex;
}
