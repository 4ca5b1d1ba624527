import { Inbox } from 'lucide-react';
import { buttonClass } from '@/app/_ui/kit/button';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { ViewLink } from '@/app/_ui/view/view-link';
import { rangeLabel, rangeWidthMs } from '@/lib/dashboards/view/range-presets';
import { viewHref, withView, type ViewPlace } from '@/lib/dashboards/view/view-links';
import { dayMs } from '@/lib/time/duration';

/** A panel with nothing in it: most likely the filters or the range are too narrow, so those are offered. */
export function PanelEmpty({ place, timezone }: { place: ViewPlace; timezone: string }) {
  const { filters, range } = place.view;
  const where = rangeLabel(range, timezone);
  const next =
    filters.length > 0
      ? { words: 'Clear the filters', href: viewHref(withView(place, { filters: [] })) }
      : rangeWidthMs(range) < 30 * dayMs
        ? { words: 'Look at 30 days', href: viewHref(withView(place, { range: { last: '30d' } })) }
        : { words: 'Send data', href: '/send' };
  return (
    <EmptyState
      icon={Inbox}
      title="Nothing here"
      className="px-2 py-2"
      action={
        <ViewLink href={next.href} className={buttonClass({ size: 'sm' })}>
          {next.words}
        </ViewLink>
      }
    >
      {filters.length > 0 ? `No event fits the filters. ${where}.` : `No event of this kind. ${where}.`}
    </EmptyState>
  );
}
