'use client';

import { History } from 'lucide-react';
import { Badge } from '@/app/_ui/kit/badge';
import type { AnswerMeta } from '@/lib/model/answer';
import { staleReasons } from '@/lib/chart/stale-reasons';
import { shortAge } from './relative-time';
import { useNow } from './use-now';

type Props = { meta: AnswerMeta; renderedAt: number; problem?: { detail: string } | undefined };

/** Says that the numbers are not current, how old they are and why. Nothing when they are. */
export function FreshnessBadge({ meta, renderedAt, problem }: Props) {
  const now = useNow(renderedAt);
  if (meta.freshness !== 'stale' && problem === undefined) return null;
  const age = shortAge(Math.max(meta.ageMs, now - meta.asOf));
  const reason = meta.reason === undefined ? (problem ? 'not updating' : null) : staleReasons[meta.reason];
  return (
    <Badge
      tone="warn"
      role="status"
      data-freshness="stale"
      title={`${problem?.detail ?? 'The last good answer is shown until the engine answers again.'}${reason === null ? '' : ` (${reason})`}`}
    >
      <History aria-hidden />
      <span>
        {age === 'now' ? 'just now' : `${age} old`}
        {reason !== null && <span className="hidden @sm:inline">{`, ${reason}`}</span>}
      </span>
    </Badge>
  );
}
