'use client';

import { CalendarClock, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import type { OnCallSchedule } from '@/lib/model/routing';
import { faultsWithin } from '../field-faults';
import type { RoutingState } from '../notification-calls';
import type { ChannelRef } from '../routing/channel-ref';
import { freeName, receiversWith, without, withoutSchedule, withSchedule } from '../routing/edit-routing';
import { SaveBar } from '../save-bar';
import { useRoutingDraft, type RoutingDraft } from '../use-routing-draft';
import { mondayDate } from './rotation';
import { ScheduleCard, type ScheduleActs } from './schedule-card';
import { ScheduleDialog } from './schedule-dialog';
import { StandInDialog } from './stand-in-dialog';

export type OnCallEditorProps = {
  workspace: string;
  timezone: string;
  state: RoutingState;
  channels: readonly ChannelRef[];
  canManage: boolean;
  renderedAt: number;
};
type Open = { what: 'schedule'; at: number | null; schedule: OnCallSchedule } | { what: 'stand-in'; at: number };

/** The rotations of the workspace. They are part of the routing document, and are saved with it. */
export function OnCallEditor({ workspace, timezone, state, channels, canManage, renderedAt }: OnCallEditorProps) {
  const draft = useRoutingDraft(workspace, state);
  const [open, setOpen] = useState<Open | null>(null);
  const { routing, faults } = draft;
  const { schedules } = routing;
  const begun = (): OnCallSchedule => ({
    name: freeName('On call', schedules),
    timezone,
    handover: { weekday: 1, time: '09:00' },
    firstWeek: mondayDate(renderedAt, timezone),
    people: [{ name: '', channels: [] }],
    overrides: [],
  });
  const add = canManage && (
    <Button variant="primary" onClick={() => setOpen({ what: 'schedule', at: null, schedule: begun() })}>
      <Plus aria-hidden />
      Add a schedule
    </Button>
  );
  return (
    <div className="grid gap-4 pb-16">
      {schedules.length === 0 ? (
        <Card>
          <EmptyState icon={CalendarClock} title="Nobody is on call yet" className="py-16" action={add || undefined}>
            A schedule has people who take turns by calendar week. Receivers that name it tell whoever is on call.
          </EmptyState>
        </Card>
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-sm text-muted">Receivers that name a schedule tell whoever is on call.</p>
          {add}
        </div>
      )}
      {schedules.map((schedule, at) => (
        <ScheduleCard
          key={schedule.name}
          schedule={schedule}
          channels={channels}
          uses={receiversWith(routing, schedule.name)}
          faults={faultsWithin(faults, `schedules.${at}`)}
          renderedAt={renderedAt}
          acts={canManage ? actsOf(draft, at, setOpen) : null}
        />
      ))}
      {open && <Dialogs {...{ draft, open, channels, timezone, renderedAt }} onClose={() => setOpen(null)} />}
      <SaveBar draft={draft} />
    </div>
  );
}

function actsOf({ routing, change }: RoutingDraft, at: number, open: (what: Open) => void): ScheduleActs | null {
  const schedule = routing.schedules[at];
  if (!schedule) return null;
  return {
    onEdit: () => open({ what: 'schedule', at, schedule }),
    onRemove: () => change(withoutSchedule(routing, at), `“${schedule.name}” was taken away.`),
    onStandIn: () => open({ what: 'stand-in', at }),
    onEndStandIn: (index) =>
      change(
        withSchedule(routing, at, { ...schedule, overrides: without(schedule.overrides, index) }),
        'The stand-in was taken away.',
      ),
  };
}

type DialogsProps = Pick<OnCallEditorProps, 'channels' | 'timezone' | 'renderedAt'> & {
  draft: RoutingDraft;
  open: Open;
  onClose: () => void;
};

function Dialogs({ draft, open, channels, timezone, renderedAt, onClose }: DialogsProps) {
  const { routing, change } = draft;
  if (open.what === 'schedule')
    return (
      <ScheduleDialog
        schedule={open.schedule}
        isNew={open.at === null}
        taken={routing.schedules.filter((_, index) => index !== open.at).map(({ name }) => name)}
        channels={channels}
        timezone={timezone}
        onDone={(schedule) => {
          change(withSchedule(routing, open.at, schedule));
          onClose();
        }}
        onClose={onClose}
      />
    );
  const schedule = routing.schedules[open.at];
  if (!schedule) return null;
  return (
    <StandInDialog
      schedule={schedule}
      now={renderedAt}
      onDone={(override) => {
        const overrides = [...schedule.overrides, override];
        change(withSchedule(routing, open.at, { ...schedule, overrides }));
        onClose();
      }}
      onClose={onClose}
    />
  );
}
