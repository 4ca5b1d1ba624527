'use client';

import { BellRing, BellOff } from 'lucide-react';
import Link from 'next/link';
import { isOpen } from '@/app/_data/incidents/incident-filter';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { useNow } from '@/app/_ui/panels/use-now';
import type { IncidentView } from '@/lib/incidents/incident-view';
import { ageText } from './incident-words';

type Props = { view: Pick<IncidentView, 'incident' | 'groups'>; workspace: string; renderedAt: number };

/** Who hears of it next and when, or why nobody does. */
export function NextTold({ view, workspace, renderedAt }: Props) {
  const { incident, groups } = view;
  if (!isOpen(incident)) return null;
  return (
    <Card>
      <CardHeader title="Who is told" />
      <CardBody className="grid gap-3 text-sm">
        {groups.map((group) => (
          <Group key={group.policy} {...{ group, renderedAt }} />
        ))}
        {groups.length === 0 && incident.isCorroborated && (
          <p className="text-muted">
            No policy is at work for it, so nobody is told.{' '}
            <Link
              href={`/notifications?workspace=${workspace}`}
              prefetch={false}
              className="text-accent-strong underline underline-offset-2"
            >
              Who is told of what
            </Link>
          </p>
        )}
        {groups.length === 0 && !incident.isCorroborated && (
          <p className="text-muted">Nobody, while it is only watched.</p>
        )}
      </CardBody>
    </Card>
  );
}

type Told = IncidentView['groups'][number];

function Group({ group, renderedAt }: { group: Told; renderedAt: number }) {
  const now = useNow(renderedAt);
  const { policy, nextStepAt, heldBack } = group;
  return (
    <div className="flex gap-2.5">
      {heldBack.length > 0 ? (
        <BellOff aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
      ) : (
        <BellRing aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
      )}
      <div className="min-w-0">
        <p className="font-medium break-words">{policy}</p>
        {nextStepAt !== null && heldBack.length === 0 && (
          <p className="text-muted tabular-nums">{nextText(group, now)}</p>
        )}
        {nextStepAt === null && heldBack.length === 0 && <p className="text-muted">No further step is waiting.</p>}
        {heldBack.length > 0 && (
          <ul className="mt-0.5 grid gap-0.5 text-muted">
            {heldBack.map((reason) => (
              <li key={reason}>Held back: {reason}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

/** The same in a line: what comes first, for those who see the top of the page only. */
export function NextStep({ view, renderedAt }: Pick<Props, 'view' | 'renderedAt'>) {
  const now = useNow(renderedAt);
  const next = view.groups
    .filter(({ heldBack }) => heldBack.length === 0)
    .filter(({ nextStepAt }) => nextStepAt !== null)
    .sort((a, b) => (a.nextStepAt ?? 0) - (b.nextStepAt ?? 0))[0];
  if (!next || !isOpen(view.incident) || view.incident.status !== 'triage') return null;
  return (
    <span className="inline-flex items-center gap-1.5 tabular-nums lg:hidden">
      <BellRing aria-hidden className="size-4 text-faint" />
      {nextText(next, now)}
    </span>
  );
}

function nextText({ stepsTold, nextReceiver, nextStepAt }: Told, now: number): string {
  const what = stepsTold === 0 ? `Tells ${nextReceiver ?? 'the first'}` : `Escalates to ${nextReceiver ?? 'the next'}`;
  const inMs = (nextStepAt ?? now) - now;
  return inMs > 0 ? `${what} in ${ageText(inMs + 999)}` : `${what} now`;
}
