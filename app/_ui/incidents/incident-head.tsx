'use client';

import { ArrowLeft, CircleUserRound, Pencil } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { isOpen } from '@/app/_data/incidents/incident-filter';
import { Button } from '@/app/_ui/kit/button';
import { Input } from '@/app/_ui/kit/field';
import { formText } from '@/app/_ui/kit/form-text';
import { useNow } from '@/app/_ui/panels/use-now';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { ageText, alertsText, lastedMs } from './incident-words';
import { NextStep } from './next-told';
import { SeverityMark } from '@/app/_ui/alerting/severity-mark';
import { StatusBadge } from './status-badge';
import { When } from './when';

type Props = {
  view: Pick<IncidentView, 'incident' | 'groups'>;
  workspace: string;
  timezone: string;
  renderedAt: number;
  isRenaming: boolean;
  setRenaming: (isRenaming: boolean) => void;
  /** Absent for those who may only look. */
  onRename?: ((title: string) => void) | undefined;
  actions: ReactNode;
};

/** What the incident is called, how bad it is, where it stands, and what can be done about it. */
export function IncidentHead(props: Props) {
  const { view, workspace, actions } = props;
  const { incident } = view;
  return (
    <header className="mb-4">
      <Link
        href={`/incidents?workspace=${workspace}`}
        prefetch={false}
        className="mb-2 inline-flex items-center gap-1.5 rounded-sm text-sm text-muted hover:text-ink print:hidden"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Incidents
      </Link>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <div className="mb-1.5 flex flex-wrap items-center gap-2">
            <SeverityMark severity={incident.severity} isFilled={isOpen(incident)} isOver={!isOpen(incident)} />
            <StatusBadge status={incident.status} />
            <Lasting {...props} />
          </div>
          <Title {...props} />
          <Facts {...props} />
        </div>
        {actions}
      </div>
    </header>
  );
}

function Lasting({ view: { incident }, renderedAt }: Props) {
  const now = useNow(renderedAt);
  return (
    <span className="text-sm text-muted tabular-nums" data-lasting>
      {isOpen(incident) ? 'open for' : 'lasted'} {ageText(lastedMs(incident, now))}
    </span>
  );
}

function Title({ view: { incident }, onRename, isRenaming, setRenaming }: Props) {
  if (isRenaming && onRename)
    return (
      <form
        className="flex max-w-2xl gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          const title = formText(new FormData(event.currentTarget), 'title');
          if (title !== '' && title !== incident.title) onRename(title);
          setRenaming(false);
        }}
        onKeyDown={(event) => event.key === 'Escape' && setRenaming(false)}
      >
        <Input
          name="title"
          aria-label="Title"
          required
          autoFocus
          maxLength={200}
          autoComplete="off"
          defaultValue={incident.title}
          className="h-10 text-base font-semibold"
        />
        <Button type="submit" variant="primary" className="h-10">
          Rename
        </Button>
      </form>
    );
  return (
    <h1 className="group text-xl font-semibold tracking-tight break-words">
      <span className="font-normal text-faint tabular-nums">#{incident.number}</span> {incident.title}
      {onRename && (
        <Button
          variant="quiet"
          size="icon-sm"
          aria-label="Rename"
          title="Rename"
          className="ml-1 align-middle max-lg:hidden lg:opacity-0 lg:group-hover:opacity-100 lg:focus-visible:opacity-100 print:hidden"
          onClick={() => setRenaming(true)}
        >
          <Pencil aria-hidden />
        </Button>
      )}
    </h1>
  );
}

function Facts({ view, timezone, renderedAt }: Props) {
  const when = (at: number) => <When {...{ at, timezone, renderedAt }} className="text-ink" />;
  const { incident } = view;
  const { openedAt, acknowledgedAt, ownerName } = incident;
  return (
    <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted">
      <span>Opened {when(openedAt)}</span>
      <span className="tabular-nums">{alertsText(incident)}</span>
      {acknowledgedAt !== null && <span>Acknowledged {when(acknowledgedAt)}</span>}
      <span className="inline-flex items-center gap-1.5">
        <CircleUserRound aria-hidden className="size-4 text-faint" />
        <span className="sr-only">Owner: </span>
        <span data-owner className={ownerName === null ? '' : 'text-ink'}>
          {ownerName ?? 'No owner'}
        </span>
      </span>
      <NextStep view={view} renderedAt={renderedAt} />
    </p>
  );
}
