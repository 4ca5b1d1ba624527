import { Inbox } from 'lucide-react';
import { buttonClass } from '@/app/_ui/kit/button';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { ViewLink } from '@/app/_ui/view/view-link';
import { boardHref, withBoard, type BoardPlace } from '@/lib/dashboards/board/board-view';
import { rangeLabel } from '@/lib/dashboards/view/range-presets';
import type { RangeSpec } from '@/lib/model/query-range';

type Props = { place: BoardPlace; range: RangeSpec; timezone: string; now: number };

/** A panel with nothing in it: most likely filters, variables or the range are too narrow. `range` is the panel's own. */
export function PanelEmpty({ place, range, timezone, now }: Props) {
  const next = wayOut(place, range);
  return (
    <EmptyState
      icon={Inbox}
      title="Nothing here"
      className="px-2 py-2"
      action={
        next && (
          <ViewLink href={next.href} className={buttonClass({ size: 'sm' }, 'print:hidden')}>
            {next.words}
          </ViewLink>
        )
      }
    >
      {rangeLabel(range, timezone)}
      {'from' in range && Date.parse(range.from) > now ? ', which lies in the future.' : '.'}
    </EmptyState>
  );
}

function wayOut(place: BoardPlace, range: RangeSpec): { words: string; href: string } | undefined {
  const { view } = place;
  if (view.filters.length > 0)
    return { words: 'Clear the filters', href: boardHref(withBoard(place, { filters: [] })) };
  // Another range of the dashboard does nothing for a panel that keeps its own.
  if (JSON.stringify(range) !== JSON.stringify(view.range)) return undefined;
  const wider = 'last' in range && range.last === '30d' ? '90d' : '30d';
  return { words: `Look at ${wider.slice(0, -1)} days`, href: boardHref(withBoard(place, { range: { last: wider } })) };
}
