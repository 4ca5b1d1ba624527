import { CalendarClock, Check, ChevronDown } from 'lucide-react';
import { buttonClass, Button } from '@/app/_ui/kit/button';
import { choiceClass, Disclosure } from '@/app/_ui/kit/disclosure';
import { Input } from '@/app/_ui/kit/field';
import { rangeLabel, rangePresets } from '@/lib/dashboards/range-presets';
import { viewHref, withView, type ViewPlace } from '@/lib/dashboards/view-links';
import { localTimes } from '@/lib/dashboards/local-times';
import { HiddenView } from './hidden-view';
import { ViewLink } from './view-link';

type Props = { place: ViewPlace; timezone: string; now: number };

/** Relative ranges as links with their keys, and a form for an absolute one; both work without script. */
export function RangeMenu({ place, timezone, now }: Props) {
  const { range } = place.view;
  const chosen = 'last' in range ? range.last : null;
  const local = localTimes(range, timezone, now);
  return (
    <Disclosure
      labelClass={buttonClass()}
      panelClass="w-76 p-1.5"
      label={
        <>
          <CalendarClock aria-hidden className="text-faint" />
          {rangeLabel(range, timezone)}
          <ChevronDown aria-hidden className="size-3.5 text-faint" />
        </>
      }
    >
      <ul className="grid grid-cols-2 gap-0.5">
        {rangePresets.map(({ last, label, key }) => (
          <li key={last}>
            <ViewLink
              href={viewHref(withView(place, { range: { last } }))}
              aria-current={last === chosen}
              className={choiceClass}
            >
              <span className="flex-1">{label.replace('minutes', 'min')}</span>
              {last === chosen ? (
                <Check aria-hidden />
              ) : (
                <kbd className="hidden font-mono text-2xs text-faint sm:inline">{key}</kbd>
              )}
            </ViewLink>
          </li>
        ))}
      </ul>
      <form action={place.path} className="mt-1.5 grid gap-2 border-t border-line px-1.5 pt-3 pb-1.5">
        <HiddenView place={place} without="range" />
        <label className="grid grid-cols-[3rem_1fr] items-center text-sm">
          From
          <Input type="datetime-local" name="from" defaultValue={local.from} required />
        </label>
        <label className="grid grid-cols-[3rem_1fr] items-center text-sm">
          To
          <Input type="datetime-local" name="to" defaultValue={local.to} required />
        </label>
        <div className="flex items-center justify-between gap-2">
          <span className="truncate text-xs text-faint">Times in {timezone}</span>
          <Button type="submit" size="sm" variant="primary">
            Apply
          </Button>
        </div>
      </form>
    </Disclosure>
  );
}
