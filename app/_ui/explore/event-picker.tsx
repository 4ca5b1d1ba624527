'use client';

import { useEventNames } from '@/app/_data/catalog-query';
import { OptionList, type Option } from '@/app/_ui/kit/option-list';
import { Popover } from '@/app/_ui/kit/popover';
import { formatValue } from '@/lib/chart/format-number';
import { recentChoices, rememberChoice } from './recent-choices';

type Props = {
  /** Undefined is any event. */
  event: string | undefined;
  onChoose: (event: string | undefined) => void;
  buttonClass: string;
  /** What stands on the button instead of the event. */
  label?: React.ReactNode;
  /** Whether "any event" can be chosen. */
  hasAny?: boolean;
  isInvalid?: boolean;
  /** Found by the key that searches. */
  isMain?: boolean;
};

const any = '\u0000any';

/** The event that a part of the question is about: recent ones first, then the most frequent. */
export function EventPicker({ event, onChoose, buttonClass, label, hasAny = true, isInvalid, isMain }: Props) {
  return (
    <div {...(isMain && { 'data-search': '' })} className="flex h-full min-w-0">
      <Popover
        title="Event"
        name={label === undefined ? `Event: ${event ?? 'all events'}` : undefined}
        buttonClass={buttonClass}
        panelClass="w-76"
        isInvalid={isInvalid ?? false}
        label={label ?? <span className="truncate font-medium">{event ?? 'all events'}</span>}
      >
        {(close) => (
          <EventList
            chosen={event ?? any}
            hasAny={hasAny}
            onChoose={(value) => {
              close();
              if (value !== any) rememberChoice('event', value);
              onChoose(value === any ? undefined : value);
            }}
          />
        )}
      </Popover>
    </div>
  );
}

type ListProps = { chosen: string; hasAny: boolean; onChoose: (value: string) => void };

function EventList({ chosen, hasAny, onChoose }: ListProps) {
  const { items, isLoading } = useEventNames();
  const known = new Map(items.map(({ name, count }) => [name, formatValue(count, 'count')]));
  const recent = recentChoices('event').filter((name) => known.has(name));
  const option = (name: string, section: string): Option => ({
    value: name,
    label: name,
    hint: known.get(name),
    section,
  });
  const options: Option[] = [
    ...(hasAny ? [{ value: any, label: 'All events' }] : []),
    ...recent.map((name) => option(name, 'Recent')),
    ...items.filter(({ name }) => !recent.includes(name)).map(({ name }) => option(name, 'Most frequent')),
  ];
  return (
    <OptionList
      name="Search events"
      options={options}
      chosen={[chosen]}
      isLoading={isLoading}
      onChoose={({ value }) => onChoose(value)}
      free={(text) => ({ value: text, label: text, hint: 'not seen yet' })}
    />
  );
}
