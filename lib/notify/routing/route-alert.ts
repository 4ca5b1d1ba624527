import type { Policy, Routing } from '@/lib/model/routing';
import { matchesAll } from './matches-all';

/**
 * The policies that decide about an alert: the first that matches, and further ones as long as each says `continue`. A last
 * policy without matchers is for everything else, as Alertmanager's root route is: it decides when no other one does.
 */
export function routeAlert(routing: Pick<Routing, 'policies'>, labels: Readonly<Record<string, string>>): Policy[] {
  const found: Policy[] = [];
  for (const [index, policy] of routing.policies.entries()) {
    const isForTheRest = policy.matchers.length === 0 && index === routing.policies.length - 1;
    if (isForTheRest ? found.length > 0 : !matchesAll(labels, policy.matchers)) continue;
    found.push(policy);
    if (!policy.continue) break;
  }
  return found;
}
