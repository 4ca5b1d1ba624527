import type { Policy, Routing } from '@/lib/model/routing';
import { matchesAll } from './matches-all';

/** The policies that decide about an alert: the first that matches, and further ones as long as each says `continue`. */
export function routeAlert(routing: Pick<Routing, 'policies'>, labels: Readonly<Record<string, string>>): Policy[] {
  const found: Policy[] = [];
  for (const policy of routing.policies) {
    if (!matchesAll(labels, policy.matchers)) continue;
    found.push(policy);
    if (!policy.continue) break;
  }
  return found;
}
