'use client';

import { CalendarPlus, Globe, PhoneCall, X } from 'lucide-react';
import { Badge } from '@/app/_ui/kit/badge';
import { Button } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { useNow } from '@/app/_ui/panels/use-now';
import { formatBucket } from '@/lib/chart/format-time';
import type { FieldError } from '@/lib/errors/app-error';
import type { OnCallSchedule } from '@/lib/model/routing';
import { nextHandovers, onCallAt } from '@/lib/notify/routing/on-call';
import type { ChannelRef } from '../routing/channel-ref';
import { PartFaults } from '../routing/part-faults';
import { ChannelBadge, RowActs } from '../routing/receivers';
import { weekdayNames } from '../routing/routing-words';
import { listed } from '../span-words';
import { DutyStrip } from './duty-strip';
import { personColor } from './person-colors';

export type ScheduleActs = {
  onEdit: () => void;
  onRemove: () => void;
  onStandIn: () => void;
  onEndStandIn: (at: number) => void;
};
type Props = {
  schedule: OnCallSchedule;
  channels: readonly ChannelRef[];
  /** Receivers that tell whoever is on call. */
  uses: readonly string[];
  faults: readonly FieldError[];
  renderedAt: number;
  acts: ScheduleActs | null;
};

/** One rotation: who is on call now and next, the weeks to come, the people, and who stands in. */
export function ScheduleCard({ schedule, channels, uses, faults, renderedAt, acts }: Props) {
  const now = useNow(renderedAt);
  const { name, timezone, handover } = schedule;
  return (
    <Card className="px-4 py-4 sm:px-5" aria-label={name}>
      <header className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="text-base font-semibold break-words">{name}</h2>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-1.5 text-sm text-muted">
            Hands over {weekdayNames[handover.weekday - 1]}s at {handover.time}
            <span className="inline-flex items-center gap-1">
              <Globe aria-hidden className="size-3.5 text-faint" />
              {timezone}
            </span>
          </p>
          <p className="text-xs text-faint">
            {uses.length > 0 ? `Told through ${listed(uses)}` : 'No receiver tells it yet'}
          </p>
        </div>
        {acts && (
          <>
            <Button size="sm" onClick={acts.onStandIn}>
              <CalendarPlus aria-hidden />
              Stand in
            </Button>
            <RowActs name={name} onEdit={acts.onEdit} onRemove={acts.onRemove} />
          </>
        )}
      </header>
      <NowAndNext schedule={schedule} now={now} />
      <DutyStrip schedule={schedule} now={now} />
      <div className="mt-4 grid gap-4 md:grid-cols-2">
        <People schedule={schedule} channels={channels} />
        <StandIns schedule={schedule} now={now} onEnd={acts?.onEndStandIn} />
      </div>
      <PartFaults faults={faults} />
    </Card>
  );
}

function NowAndNext({ schedule, now }: { schedule: OnCallSchedule; now: number }) {
  const current = onCallAt(schedule, now);
  const [next] = nextHandovers(schedule, now, 1);
  return (
    <div className="my-3.5 flex items-center gap-x-3">
      <span
        aria-hidden
        className="grid size-9 shrink-0 place-items-center rounded-full text-on-accent"
        style={{ backgroundColor: personColor(schedule, current.person) }}
      >
        <PhoneCall className="size-4" />
      </span>
      <div className="min-w-0">
        <p className="text-base">
          <span className="font-semibold">{current.person}</span> is on call
          {current.isOverride && ' (stands in)'}
        </p>
        <p className="text-sm text-muted">
          {next
            ? `Then ${next.person}, from ${formatBucket(next.from, '1m', schedule.timezone)}`
            : 'Nobody takes over: there is only one person'}
        </p>
      </div>
    </div>
  );
}

function People({ schedule, channels }: { schedule: OnCallSchedule; channels: readonly ChannelRef[] }) {
  return (
    <section aria-label="People">
      <h3 className="text-xs font-medium text-faint">People, in their order</h3>
      <ol className="mt-1.5 grid gap-1.5">
        {schedule.people.map((person) => (
          <li key={person.name} className="flex flex-wrap items-center gap-1.5 text-sm">
            <span
              aria-hidden
              className="size-2.5 rounded-full"
              style={{ backgroundColor: personColor(schedule, person.name) }}
            />
            <span className="mr-1">{person.name}</span>
            {person.channels.map((id) => (
              <ChannelBadge key={id} channel={channels.find((channel) => channel.id === id)} />
            ))}
            {person.channels.length === 0 && <Badge tone="warn">no channel</Badge>}
          </li>
        ))}
      </ol>
    </section>
  );
}

type StandInsProps = { schedule: OnCallSchedule; now: number; onEnd: ((at: number) => void) | undefined };

function StandIns({ schedule, now, onEnd }: StandInsProps) {
  const { timezone } = schedule;
  const shown = schedule.overrides
    .map((override, at) => ({ ...override, at }))
    .filter(({ until }) => Date.parse(until) > now);
  return (
    <section aria-label="Stand-ins">
      <h3 className="text-xs font-medium text-faint">Who stands in</h3>
      {shown.length === 0 && <p className="mt-1.5 text-sm text-muted">Nobody, the rotation holds.</p>}
      <ul className="mt-1.5 grid gap-1.5">
        {shown.map(({ person, from, until, at }) => (
          <li key={at} className="flex items-start gap-1.5 text-sm">
            <p className="min-w-0 flex-1">
              {person}{' '}
              <span className="text-muted">
                from {formatBucket(Date.parse(from), '1m', timezone)} to{' '}
                {formatBucket(Date.parse(until), '1m', timezone)}
              </span>
            </p>
            {onEnd && (
              <Button
                variant="quiet"
                size="icon-sm"
                aria-label={`Take away: ${person} stands in`}
                onClick={() => onEnd(at)}
              >
                <X aria-hidden />
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
