import type { Context } from '@/lib/context';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { acknowledgeIncident } from './acknowledge-incident';
import { commentOnIncident } from './comment-on-incident';
import { escalateIncident } from './escalate-incident';
import { mergeIncident } from './merge-incident';
import { mitigateIncident } from './mitigate-incident';
import { reopenIncident } from './reopen-incident';
import { resolveIncident } from './resolve-incident';
import { snoozeIncident } from './snooze-incident';
import { splitIncident } from './split-incident';
import { unacknowledgeIncident } from './unacknowledge-incident';
import { unsnoozeIncident } from './unsnooze-incident';

const handlings = {
  acknowledge: acknowledgeIncident,
  unacknowledge: unacknowledgeIncident,
  mitigate: mitigateIncident,
  resolve: resolveIncident,
  reopen: reopenIncident,
  snooze: snoozeIncident,
  unsnooze: unsnoozeIncident,
  escalate: escalateIncident,
  comment: commentOnIncident,
  merge: mergeIncident,
  split: splitIncident,
} satisfies Record<string, (ctx: Context, given: { id: string; input: unknown }) => Promise<IncidentView>>;
export type Handling = keyof typeof handlings;

export const isHandling = (name: string): name is Handling => Object.hasOwn(handlings, name);

/** Any step of a person by its name. Throws what the step throws. */
export const handleIncident = (
  ctx: Context,
  { action, ...given }: { id: string; action: Handling; input: unknown },
): Promise<IncidentView> => handlings[action](ctx, given);
