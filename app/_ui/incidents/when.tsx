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
          'pointer-events-none invisible absolute bottom-full left-1/2 z-40 mb-1 -translate-x-1/2 rounded-md border border-line bg-raised',
          'px-2 py-1 text-xs font-normal whitespace-nowrap text-ink shadow-pop group-hover/when:visible group-focus/when:visible print:hidden',
        )}
      >
        {formatMoment(at, timezone)} <span className="text-faint">{timezone}</span>
      </span>
    </time>
  );
}
