import { viewHref, withView, type ViewPlace } from '@/lib/dashboards/view/view-links';
import { keptParams } from './hidden-view';
import { RangeChoice } from './range-choice';

type Props = { place: ViewPlace; timezone: string; now: number };

/** The range of a view. */
export function RangeMenu({ place, timezone, now }: Props) {
  return (
    <RangeChoice
      range={place.view.range}
      timezone={timezone}
      now={now}
      path={place.path}
      kept={keptParams(place, 'range')}
      hrefOf={(range) => viewHref(withView(place, { range }))}
    />
  );
}
