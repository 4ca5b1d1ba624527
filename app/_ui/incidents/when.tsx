'use client';

import { cn } from '@/app/_ui/kit/class-names';
import { useNow } from '@/app/_ui/panels/use-now';
import { formatMoment } from '@/lib/chart/format-time';
import { agoText } from './incident-words';

type Props = { at: number; renderedAt: number; timezone: string; className?: string };

/** A moment as its distance from now; the clock shows on hover, and on focus for keyboards and thumbs. */
export function When({ at, renderedAt, timezone, className }: Props) {
  const now = useNow(renderedAt);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      tabIndex={0}
      className={cn('group/when relative rounded-sm whitespace-nowrap tabular-nums', className)}
    >
      {agoText(at, now)}
      <span
        className={cn(
          'pointer-events-none z-40 hidden rounded-md border border-line bg-raised px-2 py-1 text-xs font-normal whitespace-nowrap text-ink shadow-pop',
          'group-hover/when:block group-focus/when:block print:hidden sm:absolute sm:bottom-full sm:left-1/2 sm:mb-1 sm:-translate-x-1/2',
          // Beside the edge of a phone it would widen the page.
          'max-sm:fixed max-sm:bottom-32 max-sm:left-3',
        )}
      >
        {formatMoment(at, timezone)} <span className="text-faint">{timezone}</span>
      </span>
    </time>
  );
}
