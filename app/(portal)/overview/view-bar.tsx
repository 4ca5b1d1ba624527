import { ChoiceMenu } from '@/app/_ui/view/choice-menu';
import { FilterChips } from '@/app/_ui/view/filter-chips';
import { FilterForm } from '@/app/_ui/view/filter-form';
import { RangeMenu } from '@/app/_ui/view/range-menu';
import { ViewKeys } from '@/app/_ui/view/view-keys';
import { rangePresets } from '@/lib/dashboards/view/range-presets';
import { viewHref, withView, type ViewPlace } from '@/lib/dashboards/view/view-links';
import { fittingGrains, type View } from '@/lib/dashboards/view/view';
import { compareLabels, grainLabels } from '@/app/_ui/view/view-words';

type Props = { place: ViewPlace; timezone: string; now: number; fields: readonly string[] };

/** Range, grain, comparison and filters of what is shown; every choice is a link or a plain form. */
export function ViewBar({ place, timezone, now, fields }: Props) {
  const { view } = place;
  const grains: View['grain'][] = ['auto', ...fittingGrains(view.range)];
  const compares: View['compare'][] = ['previous', 'week', 'year', 'none'];
  return (
    <div className="flex flex-wrap items-center gap-2">
      <RangeMenu place={place} timezone={timezone} now={now} />
      <ChoiceMenu
        name="By"
        choices={grains.map((grain) => ({
          label: grainLabels[grain],
          href: viewHref(withView(place, { grain })),
          isChosen: grain === view.grain,
        }))}
      />
      <ChoiceMenu
        name="vs"
        choices={compares.map((compare) => ({
          label: compareLabels[compare],
          href: viewHref(withView(place, { compare })),
          isChosen: compare === view.compare,
        }))}
      />
      <FilterForm place={place} fields={fields} />
      <FilterChips place={place} />
      <ViewKeys
        links={rangePresets.map(({ key, last }) => ({ key, href: viewHref(withView(place, { range: { last } })) }))}
      />
    </div>
  );
}
