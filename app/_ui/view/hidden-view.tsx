import type { ViewPlace } from '@/lib/dashboards/view-links';
import { viewParams } from '@/lib/dashboards/view';

/** The view as hidden inputs, so that a plain form changes one part of it and keeps the rest. */
export function HiddenView({ place, without }: { place: ViewPlace; without?: 'range' }) {
  const dropped = without === 'range' ? ['range', 'from', 'to'] : [];
  const params = [['workspace', place.workspace] as const, ...viewParams(place.view)].filter(
    ([name]) => !dropped.includes(name),
  );
  return params.map(([name, value], index) => <input key={index} type="hidden" name={name} value={value} />);
}
