'use client';

import { Plus, VolumeX } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import type { Inhibition } from '@/lib/model/routing';
import { faultsWithin } from '../field-faults';
import type { RecentAlerts } from '../use-recent-alerts';
import type { RoutingDraft } from '../use-routing-draft';
import { placed, without } from './edit-routing';
import { InhibitionDialog } from './inhibition-dialog';
import { PartFaults } from './part-faults';
import { RowActs } from './receivers';
import { inhibitionWords } from './routing-words';
import { SectionHead } from './section-head';

type Props = { draft: RoutingDraft; recent: RecentAlerts; canManage: boolean };

const severityIs = (value: string) => ({ name: 'severity', value, isEqual: true, isRegex: false });
const usual: Inhibition = { source: [severityIs('critical')], target: [severityIs('warning')], equal: ['service'] };

/** Which alerts tell nobody while a worse one fires. */
export function Inhibitions({ draft, recent, canManage }: Props) {
  const { routing, faults, change } = draft;
  const [edited, setEdited] = useState<{ at: number | null; rule: Inhibition } | null>(null);
  const { inhibitions } = routing;
  const put = (next: Inhibition[], text?: string): void => change({ ...routing, inhibitions: next }, text);
  return (
    <section aria-labelledby="inhibitions">
      <SectionHead
        id="inhibitions"
        title="Quiet while something worse goes on"
        about="Inhibition: an alert that fires keeps others from being told."
        action={
          canManage && (
            <Button size="sm" onClick={() => setEdited({ at: null, rule: usual })}>
              <Plus aria-hidden />
              Add a rule
            </Button>
          )
        }
      />
      <Card className="overflow-hidden">
        {inhibitions.length === 0 ? (
          <EmptyState icon={VolumeX} title="Nothing is kept quiet" className="py-5">
            For example: while critical fires, warning with the same service is quiet.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line">
            {inhibitions.map((rule, at) => (
              <li key={at} className="px-4 py-2.5 sm:px-5">
                <div className="flex items-start gap-3">
                  <p className="min-w-0 flex-1 text-sm break-words">{inhibitionWords(rule)}.</p>
                  {canManage && (
                    <RowActs
                      name={`rule ${at + 1}`}
                      onEdit={() => setEdited({ at, rule })}
                      onRemove={() => put(without(inhibitions, at), 'The rule was taken away.')}
                    />
                  )}
                </div>
                <PartFaults faults={faultsWithin(faults, `inhibitions.${at}`)} />
              </li>
            ))}
          </ul>
        )}
      </Card>
      {edited && (
        <InhibitionDialog
          rule={edited.rule}
          isNew={edited.at === null}
          recent={recent}
          onDone={(rule) => {
            put(placed(inhibitions, edited.at, rule));
            setEdited(null);
          }}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}
