'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { EyeOff, SearchX } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { IncidentFilter } from '@/app/_data/incidents/incident-filter';
import { isOpen } from '@/app/_data/incidents/incident-filter';
import type { Person } from '@/app/_data/incidents/incident-change';
import { listQuery } from '@/app/_data/incidents/incident-queries';
import { useIncidentChanges, type IncidentChanges } from '@/app/_data/incidents/use-incident-changes';
import { useLive } from '@/app/_data/live-provider';
import { severityLooks } from '@/app/_ui/alerting/severity-looks';
import { Button } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { Notice } from '@/app/_ui/kit/notice';
import { ViewLink } from '@/app/_ui/view/view-link';
import type { IncidentSummary } from '@/lib/model/incident';
import { AllQuiet } from './all-quiet';
import { ChangeToast } from './change-toast';
import { IncidentRow } from './incident-row';
import { ListKeys } from './list-keys';
import { defaultListView, filtersOf, listHref, type ListView } from './list-view';

export type IncidentListProps = {
  view: ListView;
  me: Person;
  canHandle: boolean;
  timezone: string;
  renderedAt: number;
};

/** The incidents of a view: open ones first, apart from those that nobody was told of, then resolved ones. All of it is live. */
export function IncidentList(props: IncidentListProps) {
  const { view, me, canHandle } = props;
  const changes = useIncidentChanges(me);
  const acknowledge = canHandle
    ? (incident: IncidentSummary) => void changes.change(incident, { kind: 'acknowledge' })
    : undefined;
  return (
    <>
      {filtersOf(view, me.id).map((filter) => (
        <Section key={filter.section} {...{ ...props, filter, changes, acknowledge }} />
      ))}
      <ListKeys />
      <Announcer renderedAt={props.renderedAt} />
      <ChangeToast changes={changes} />
    </>
  );
}

type SectionProps = IncidentListProps & {
  filter: IncidentFilter;
  changes: IncidentChanges;
  acknowledge: ((incident: IncidentSummary) => void) | undefined;
};

function Section({ filter, changes, ...props }: SectionProps) {
  const { workspace } = useLive();
  const list = useInfiniteQuery(listQuery(workspace, filter));
  const isOpenSection = filter.section === 'open';
  const all = (list.data?.pages ?? []).flatMap(({ incidents }) => incidents).map(changes.shown);
  const watched = isOpenSection ? all.filter(isWatched) : [];
  const told = all.filter((incident) => !watched.includes(incident));
  return (
    <section aria-label={isOpenSection ? 'Open incidents' : 'Resolved incidents'} className="mt-4">
      {props.view.status === 'all' && (
        <h2 className="mb-2 text-sm font-semibold">{isOpenSection ? 'Open' : 'Resolved'}</h2>
      )}
      {list.error && (
        <Notice tone="warn" className="mb-3" title="The list cannot be refreshed at the moment">
          {list.error.message}
        </Notice>
      )}
      {told.length > 0 && <Rows incidents={told} {...props} />}
      {told.length === 0 && !list.isPending && (
        <Nothing view={props.view} filter={filter} hasWatched={watched.length > 0} />
      )}
      <More list={list} />
      {watched.length > 0 && <Watching incidents={watched} {...props} />}
    </section>
  );
}

/** One that was looked at alone and is over by now is no longer being watched. */
const isWatched = (incident: IncidentSummary): boolean => !incident.isCorroborated && isOpen(incident);

type MoreProps = { list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> } };

function More({ list: { hasNextPage, isFetchingNextPage, fetchNextPage } }: MoreProps) {
  if (!hasNextPage) return null;
  return (
    <div className="mt-3 flex justify-center">
      <Button onClick={() => void fetchNextPage()} aria-busy={isFetchingNextPage} disabled={isFetchingNextPage}>
        Show more
      </Button>
    </div>
  );
}

type RowsProps = Omit<SectionProps, 'filter' | 'changes'> & { incidents: readonly IncidentSummary[] };

function Rows({ incidents, timezone, renderedAt, acknowledge }: RowsProps) {
  const { workspace } = useLive();
  return (
    <Card className="overflow-hidden">
      <ul className="divide-y divide-line">
        {incidents.map((incident) => (
          <IncidentRow
            key={incident.id}
            {...{ incident, workspace, timezone, renderedAt }}
            onAcknowledge={acknowledge && (() => acknowledge(incident))}
          />
        ))}
      </ul>
    </Card>
  );
}

function Watching(props: RowsProps) {
  return (
    <div className="mt-6">
      <h2 className="flex items-center gap-2 text-sm font-semibold">
        <EyeOff aria-hidden className="size-4 text-faint" />
        Watching, told to nobody
      </h2>
      <p className="mt-0.5 mb-2 max-w-3xl text-sm text-muted">
        One series alone is odd here, which is chance more often than trouble. Somebody is told as soon as a second
        place is affected too, or another rule fires for it.
      </p>
      <Rows {...props} />
    </div>
  );
}

function Nothing({ view, filter, hasWatched }: { view: ListView; filter: IncidentFilter; hasWatched: boolean }) {
  const { workspace } = useLive();
  const isNarrowed = view.severity !== null || view.isMine || view.text !== '';
  if (isNarrowed)
    return (
      <Card>
        <EmptyState
          icon={SearchX}
          title={`No ${filter.section} incident fits`}
          action={
            <ViewLink
              href={listHref(workspace, { ...defaultListView, status: view.status })}
              className="text-sm text-accent-strong underline underline-offset-2"
            >
              Clear the filters
            </ViewLink>
          }
        >
          Nothing matches the severity, owner or words that are asked for.
        </EmptyState>
      </Card>
    );
  if (filter.section === 'open') return <AllQuiet hasWatched={hasWatched} />;
  return (
    <Card>
      <EmptyState title="No incident has been resolved yet">They are kept here, with all that was done.</EmptyState>
    </Card>
  );
}

/** Says a new incident to those who cannot see it appear. */
function Announcer({ renderedAt }: { renderedAt: number }) {
  const { store } = useLive();
  const [text, setText] = useState('');
  useEffect(() => {
    const said = new Set<string>();
    return store.onIncident((incident) => {
      if (incident.openedAt < renderedAt || said.has(incident.id) || !incident.isCorroborated) return;
      said.add(incident.id);
      setText(`New incident, ${severityLooks[incident.severity].word.toLowerCase()}: ${incident.title}`);
    });
  }, [store, renderedAt]);
  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  );
}
