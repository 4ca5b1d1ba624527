import type { ViewPlace } from '@/lib/dashboards/view/view-links';
import { viewParams } from '@/lib/dashboards/view/view';

export type Params = readonly (readonly [name: string, value: string])[];

/** Parameters as hidden inputs, so that a plain form changes one part of a view and keeps the rest. */
export function HiddenParams({ params }: { params: Params }) {
  return params.map(([name, value], index) => <input key={index} type="hidden" name={name} value={value} />);
}

/** What a form keeps of a view. */
export function keptParams(place: ViewPlace, without?: 'range'): Params {
  const dropped = without === 'range' ? ['range', 'from', 'to'] : [];
  const params = [['workspace', place.workspace] as const, ...viewParams(place.view)];
  return params.filter(([name]) => !dropped.includes(name));
}
