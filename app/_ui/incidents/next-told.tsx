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

function Group({ group, renderedAt }: { group: Props['view']['groups'][number]; renderedAt: number }) {
  const now = useNow(renderedAt);
  const { policy, next, nextStepAt, heldBack } = group;
  return (
    <div className="flex gap-2.5">
      {heldBack.length > 0 ? (
        <BellOff aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />
      ) : (
        <BellRing aria-hidden className="mt-0.5 size-4 shrink-0 text-accent" />
      )}
      <div className="min-w-0">
        <p className="font-medium break-words">{policy}</p>
        {nextStepAt !== null && (
          <p className="text-muted tabular-nums">{escalationText({ next, at: nextStepAt }, now)}</p>
        )}
        {nextStepAt === null && heldBack.length === 0 && <p className="text-muted">Nobody else is told after this.</p>}
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
    .flatMap((group) => (group.nextStepAt === null ? [] : [{ ...group, at: group.nextStepAt }]))
    .sort((a, b) => a.at - b.at)[0];
  if (!next || !isOpen(view.incident) || view.incident.status !== 'triage') return null;
  return (
    <span className="inline-flex items-center gap-1.5 tabular-nums lg:hidden">
      <BellRing aria-hidden className="size-4 text-faint" />
      {escalationText(next, now)}
    </span>
  );
}

function escalationText({ next, at }: { next: string | null; at: number }, now: number): string {
  const who = next === null ? '' : ` to ${next}`;
  return at > now ? `Escalates${who} in ${ageText(at - now + 999)}` : `Escalates${who} now`;
}
