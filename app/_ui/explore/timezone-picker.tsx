'use client';

import { ChevronDown, Globe } from 'lucide-react';
import { OptionList } from '@/app/_ui/kit/option-list';
import { Popover } from '@/app/_ui/kit/popover';

type Props = { timezone: string; home: string; buttonClass: string; onChoose: (timezone: string) => void };

/** On whose clock days and hours begin: the workspace's, the reader's, or any other. */
export function TimezonePicker({ timezone, home, buttonClass, onChoose }: Props) {
  return (
    <Popover
      title="Timezone"
      name={`Timezone: ${timezone}`}
      buttonClass={buttonClass}
      panelClass="w-76"
      label={
        <>
          <Globe aria-hidden className="text-faint" />
          {timezone}
          <ChevronDown aria-hidden className="size-3.5 text-faint" />
        </>
      }
    >
      {(close) => (
        <OptionList
          name="Search timezones"
          chosen={[timezone]}
          options={offered(timezone, home)}
          onChoose={({ value }) => {
            close();
            onChoose(value);
          }}
        />
      )}
    </Popover>
  );
}

function offered(timezone: string, home: string) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const near = [...new Set([home, here, 'UTC', timezone])];
  const hints = new Map([
    [here, 'this browser'],
    [home, 'workspace'],
  ]);
  const all = Intl.supportedValuesOf('timeZone').filter((zone) => !near.includes(zone));
  return [
    ...near.map((zone) => ({ value: zone, label: zone, hint: hints.get(zone), section: 'Near' })),
    ...all.map((zone) => ({ value: zone, label: zone, section: 'All' })),
  ];
}
