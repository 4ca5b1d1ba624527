import { stringify } from 'yaml';
import type { Inhibition, Policy, Routing } from '@/lib/model/routing';
import { matcherText } from '@/lib/notify/routing/matches-all';

/** The name under which Alertmanager's clients know whom a policy tells. */
export const receiverOf = ({ steps, name }: Pick<Policy, 'steps' | 'name'>): string => steps[0]?.receiver ?? name;

/**
 * The routing of a workspace as a configuration that Alertmanager's tools can read. What they have no word for (escalation,
 * on-call, grouping by incident, the channels themselves) is left out: it is for looking, not for loading.
 */
export function configYaml(routing: Routing): string {
  const { policies } = routing;
  const last = policies.at(-1);
  const fallback = last !== undefined && last.matchers.length === 0 ? last : null;
  const routes = fallback === null ? policies : policies.slice(0, -1);
  const nobody = 'nobody';
  const root = fallback === null ? { receiver: nobody } : routeOf(fallback);
  const names = [...new Set([root.receiver, ...routes.map(receiverOf)])];
  return stringify({
    global: { resolve_timeout: routing.resolveTimeout },
    route: { ...root, ...(routes.length > 0 ? { routes: routes.map(childRoute) } : {}) },
    ...(routing.inhibitions.length > 0 ? { inhibit_rules: routing.inhibitions.map(inhibitRule) } : {}),
    receivers: names.map((name) => ({ name })),
  });
}

function routeOf(policy: Policy) {
  return {
    receiver: receiverOf(policy),
    group_by: policy.groupBy === 'incident' ? [] : policy.groupBy,
    continue: policy.continue,
    group_wait: policy.groupWait,
    group_interval: policy.groupInterval,
    repeat_interval: policy.repeatInterval,
  };
}

const childRoute = (policy: Policy) => ({ ...routeOf(policy), matchers: policy.matchers.map(matcherText) });

const inhibitRule = ({ source, target, equal }: Inhibition) => ({
  source_matchers: source.map(matcherText),
  target_matchers: target.map(matcherText),
  equal,
});
