'use client';

import { Download, UserRoundSearch } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { callApi } from '@/app/_ui/http/call-api';
import { buttonClass } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { Notice } from '@/app/_ui/kit/notice';
import { TypedConfirm } from '@/app/_ui/kit/typed-confirm';
import { isoMoment } from '@/lib/chart/format-time';
import type { Person, PersonDeletionView } from '@/lib/model/person';

type Props = { workspace: string; person: Person; deletion: PersonDeletionView | null };

/** What there is of one user id, and the two things that can be done with it. */
export function PersonCard({ workspace, person, deletion }: Props) {
  const router = useRouter();
  const { userId, events } = person;
  const path = `/api/people/${encodeURIComponent(userId)}`;
  const erase = async (): Promise<void> => {
    await callApi(path, { method: 'DELETE', workspace, body: { confirm: userId } });
    router.refresh();
  };
  if (deletion !== null)
    return (
      <Notice tone="warn" title="This person’s data is being deleted">
        It may take some minutes. The list below says when it is done.
      </Notice>
    );
  if (events === 0)
    return (
      <Card>
        <EmptyState icon={UserRoundSearch} title="No event has this user id">
          Nothing of it is stored in this workspace. Ids are compared letter by letter.
        </EmptyState>
      </Card>
    );
  const count = `${events.toLocaleString('en')} ${events === 1 ? 'event' : 'events'}`;
  return (
    <Card>
      <CardHeader
        title={<span className="font-mono break-all">{userId}</span>}
        description={`${count} in this workspace`}
      />
      <CardBody className="grid gap-4">
        <Facts person={person} />
        <Names names={person.names} />
        <div className="flex flex-wrap gap-2">
          <a
            href={`${path}/events?workspace=${encodeURIComponent(workspace)}`}
            download
            className={buttonClass({ variant: 'secondary' })}
          >
            <Download aria-hidden />
            Export as NDJSON
          </a>
          <TypedConfirm
            label="Delete this person’s data"
            title="Delete this person’s data?"
            description={`${count} go from the events, from every sum made of them and from answers that are kept. They cannot be brought back. Archives that were made before still have them.`}
            word={userId}
            confirm={`Delete ${count}`}
            action={erase}
          />
        </div>
      </CardBody>
    </Card>
  );
}

function Facts({ person: { sessions, firstSeenAt, lastSeenAt } }: { person: Person }) {
  const facts = [
    ['First seen', firstSeenAt === null ? '–' : isoMoment(firstSeenAt, 'UTC')],
    ['Last seen', lastSeenAt === null ? '–' : isoMoment(lastSeenAt, 'UTC')],
    ['Sessions', sessions.toLocaleString('en')],
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt className="text-xs text-faint">{label}</dt>
          <dd className="text-sm tabular-nums">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const Names = ({ names }: Pick<Person, 'names'>) => (
  <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm" aria-label="Events by name">
    {names.map(({ name, events }) => (
      <li key={name}>
        <span className="font-mono text-xs">{name}</span>{' '}
        <span className="text-muted tabular-nums">{events.toLocaleString('en')}</span>
      </li>
    ))}
  </ul>
);
