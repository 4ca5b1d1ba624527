'use client';

import { Plus, Route } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import type { Policy } from '@/lib/model/routing';
import { faultsWithin } from '../field-faults';
import type { RecentAlerts } from '../use-recent-alerts';
import type { RoutingDraft } from '../use-routing-draft';
import { moved, newPolicy, placed, withCopy, without } from './edit-routing';
import { PolicyCard, type PolicyActs } from './policy-card';
import { PolicyDialog } from './policy-dialog';
import { SectionHead } from './section-head';

type Edited = { at: number | null; policy: Policy };
type Props = { draft: RoutingDraft; recent: RecentAlerts; timezone: string; canManage: boolean };

/** The policies in the order in which they are tried. */
export function Policies({ draft, recent, timezone, canManage }: Props) {
  const { routing, faults, change } = draft;
  const { policies } = routing;
  const [edited, setEdited] = useState<Edited | null>(null);
  const [said, setSaid] = useState('');
  const put = (next: Policy[], text?: string): void => change({ ...routing, policies: next }, text);
  const actsOf = (policy: Policy, at: number): PolicyActs => ({
    onEdit: () => setEdited({ at, policy }),
    onMove: (by) => {
      put(moved(policies, at, by));
      setSaid(`${policy.name} is now number ${at + by + 1} of ${policies.length}.`);
    },
    onCopy: () => change(withCopy(routing, at)),
    onRemove: () => put(without(policies, at), `“${policy.name}” was taken away.`),
  });
  return (
    <section aria-labelledby="policies">
      <SectionHead
        id="policies"
        title="Policies"
        about="Tried from the top; the first that matches decides who is told."
        action={
          canManage && (
            <Button size="sm" onClick={() => setEdited({ at: null, policy: newPolicy(routing) })}>
              <Plus aria-hidden />
              Add a policy
            </Button>
          )
        }
      />
      <p role="status" className="sr-only">
        {said}
      </p>
      {policies.length === 0 ? (
        <Card>
          <EmptyState icon={Route} title="No policy yet">
            Without one, nobody is told of any alert.
          </EmptyState>
        </Card>
      ) : (
        <ol className="grid gap-2.5" aria-label="Policies">
          {policies.map((policy, at) => (
            <li key={policy.name}>
              <PolicyCard
                policy={policy}
                place={{ at, of: policies.length }}
                faults={faultsWithin(faults, `policies.${at}`)}
                acts={canManage ? actsOf(policy, at) : null}
              />
            </li>
          ))}
        </ol>
      )}
      {edited && <EditDialog {...{ draft, recent, timezone, edited }} onClose={() => setEdited(null)} />}
    </section>
  );
}

type EditProps = Pick<Props, 'draft' | 'recent' | 'timezone'> & { edited: Edited; onClose: () => void };

function EditDialog({ draft: { routing, faults, change }, recent, timezone, edited, onClose }: EditProps) {
  const { at, policy } = edited;
  const { policies, receivers } = routing;
  return (
    <PolicyDialog
      policy={policy}
      isNew={at === null}
      taken={policies.filter((_, index) => index !== at).map(({ name }) => name)}
      receivers={receivers}
      recent={recent}
      timezone={timezone}
      faults={at === null ? [] : faultsWithin(faults, `policies.${at}`)}
      onDone={(next) => {
        change({ ...routing, policies: at === null ? withNew(policies, next) : placed(policies, at, next) });
        onClose();
      }}
      onClose={onClose}
    />
  );
}

/** A new one goes above the last when that one takes everything, for below it nothing would reach it. */
function withNew(policies: readonly Policy[], policy: Policy): Policy[] {
  const last = policies.at(-1);
  const isCovered = last?.matchers.length === 0 && !last.continue && policy.matchers.length > 0;
  return isCovered ? [...policies.slice(0, -1), policy, last] : [...policies, policy];
}
