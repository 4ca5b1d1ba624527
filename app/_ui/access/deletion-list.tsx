'use client';

import { usePolled } from '@/app/_ui/http/use-polled';
import { Badge, type Tone } from '@/app/_ui/kit/badge';
import { Card, CardHeader } from '@/app/_ui/kit/card';
import { agoWords } from '@/app/_ui/panels/relative-time';
import type { PersonDeletionView } from '@/lib/model/person';

type Props = { initial: readonly PersonDeletionView[]; workspace: string; renderedAt: number };
type Answer = { deletions: readonly PersonDeletionView[] };

const looks: Record<PersonDeletionView['state'], { tone: Tone; words: string }> = {
  waiting: { tone: 'warn', words: 'waits' },
  working: { tone: 'warn', words: 'under way' },
  done: { tone: 'good', words: 'done' },
};

const fastMs = 2_000;
const slowMs = 30_000;

/** The deletions of lately, without whose data it was: that is forgotten with the data. */
export function DeletionList({ initial, workspace, renderedAt }: Props) {
  const isUnderWay = initial.some(({ state }) => state !== 'done');
  const { value } = usePolled<Answer>(
    '/api/people',
    { deletions: initial },
    { workspace, everyMs: isUnderWay ? fastMs : slowMs },
  );
  const shown = merged(initial, value.deletions);
  if (shown.length === 0) return null;
  return (
    <Card className="overflow-hidden">
      <CardHeader title="Deletions" description="Whose data it was is not kept." className="pb-3" />
      <ul className="divide-y divide-line border-t border-line" aria-label="Deletions">
        {shown.map(({ id, state, events, requestedAt, fault }) => (
          <li
            key={id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 py-2.5 text-sm"
            data-deletion={state}
          >
            <Badge tone={looks[state].tone}>{looks[state].words}</Badge>
            <span className="tabular-nums">
              {events.toLocaleString('en')} {events === 1 ? 'event' : 'events'}
            </span>
            <span className="text-xs text-faint">asked {agoWords(Math.max(0, renderedAt - requestedAt))}</span>
            {fault !== null && state !== 'done' && <span className="w-full text-xs text-bad">{fault}</span>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** A page that was rendered anew may know a deletion that the last answer does not. */
function merged(initial: readonly PersonDeletionView[], polled: readonly PersonDeletionView[]): PersonDeletionView[] {
  const known = new Map(polled.map((one) => [one.id, one]));
  const fresh = initial.filter(({ id }) => !known.has(id));
  return [...fresh, ...polled];
}
