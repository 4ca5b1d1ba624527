import { BellOff, TriangleAlert } from 'lucide-react';
import { Card } from '@/app/_ui/kit/card';
import { Dot } from '@/app/_ui/kit/badge';
import type { Routing } from '@/lib/model/routing';
import type { ChannelRef } from './channel-ref';
import { routingGaps, summaryLines } from './routing-words';

type Props = { routing: Routing; channels: readonly ChannelRef[]; isDirty: boolean };

/** Who is told of what, as it is: also when that is nobody, and what stands in the way. */
export function RoutingSummary({ routing, channels, isDirty }: Props) {
  const lines = summaryLines(routing);
  const gaps = routingGaps(routing, channels);
  return (
    <Card className="px-4 py-4 sm:px-5" aria-label="Summary">
      <h2 className="text-sm font-semibold">{isDirty ? 'After you save' : 'As it is now'}</h2>
      <ul className="mt-2 grid gap-1.5">
        {lines.map(({ about, told, isNobody }, index) => (
          <li key={index} className="flex items-start gap-2 text-base">
            {isNobody ? (
              <BellOff aria-hidden className="mt-1 size-3.5 shrink-0 text-warn" />
            ) : (
              <span className="grid h-5.5 w-3.5 shrink-0 place-items-center">
                <Dot tone="good" />
              </span>
            )}
            <p className="min-w-0 break-words">
              <span className="font-medium">{about}:</span>{' '}
              <span className={isNobody ? 'text-warn' : 'text-muted'}>{told}.</span>
            </p>
          </li>
        ))}
      </ul>
      {gaps.length > 0 && (
        <ul className="mt-3 grid gap-1 border-t border-line pt-3 text-sm">
          {gaps.map((gap) => (
            <li key={gap} className="flex items-start gap-2">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
              <span className="min-w-0 break-words">{gap}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
