import { CalendarClock, ChevronDown } from 'lucide-react';
import { buttonClass, Button } from '@/app/_ui/kit/button';
import { choiceClass, Disclosure } from '@/app/_ui/kit/disclosure';
import { Input } from '@/app/_ui/kit/field';
import { localTimes } from '@/lib/dashboards/view/local-times';
import { rangeLabel, rangePresets } from '@/lib/dashboards/view/range-presets';
import type { RangeSpec } from '@/lib/model/query-range';
import { HiddenParams, type Params } from './hidden-view';
import { RangePresetLabel } from './range-preset-label';
import { ViewLink } from './view-link';

export type RangeChoiceProps = {
  range: RangeSpec;
  timezone: string;
  now: number;
  hrefOf: (range: RangeSpec) => string;
  /** Where the form for an absolute range goes, and what it keeps of the view. */
  path: string;
  kept: Params;
  align?: 'start' | 'end';
};

/** Relative ranges as links with their keys, and a form for an absolute one; both work without script. */
export function RangeChoice({ range, timezone, now, hrefOf, path, kept, align = 'start' }: RangeChoiceProps) {
  const chosen = 'last' in range ? range.last : null;
  const local = localTimes(range, timezone, now);
  return (
    <Disclosure
      labelClass={buttonClass()}
      panelClass="w-76 p-1.5"
      align={align}
      label={
        <>
          <CalendarClock aria-hidden className="text-faint" />
          {rangeLabel(range, timezone)}
          <ChevronDown aria-hidden className="size-3.5 text-faint" />
        </>
      }
    >
      <ul className="grid grid-cols-2 gap-0.5">
        {rangePresets.map((preset) => (
          <li key={preset.last}>
            <ViewLink
              href={hrefOf({ last: preset.last })}
              aria-current={preset.last === chosen}
              className={choiceClass}
            >
              <RangePresetLabel preset={preset} isChosen={preset.last === chosen} />
            </ViewLink>
          </li>
        ))}
      </ul>
      <form action={path} className="mt-1.5 grid gap-2 border-t border-line px-1.5 pt-3 pb-1.5">
        <HiddenParams params={kept} />
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
