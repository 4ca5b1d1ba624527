'use client';

import { useState } from 'react';
import { TimezonePicker } from '@/app/_ui/explore/timezone-picker';
import { buttonClass } from '@/app/_ui/kit/button';
import { Drawer } from '@/app/_ui/kit/drawer';
import { Field, Input, Select } from '@/app/_ui/kit/field';
import type { FieldError } from '@/lib/errors/app-error';
import type { OnCallSchedule } from '@/lib/model/routing';
import { reasonAt } from '../field-faults';
import { FormEnd } from '../form-end';
import { NameField } from '../name-field';
import type { ChannelRef } from '../routing/channel-ref';
import { nameFaults } from '../routing/policy-faults';
import { weekdayNames } from '../routing/routing-words';
import { PeopleField } from './people-field';
import { isoWeek } from './rotation';

type Props = {
  schedule: OnCallSchedule;
  isNew: boolean;
  taken: readonly string[];
  channels: readonly ChannelRef[];
  /** The workspace's. */
  timezone: string;
  onDone: (schedule: OnCallSchedule) => void;
  onClose: () => void;
};

/** A rotation being made or changed. */
export function ScheduleDialog({ isNew, taken, channels, timezone, onDone, onClose, ...props }: Props) {
  const [schedule, setSchedule] = useState(props.schedule);
  const [faults, setFaults] = useState<readonly FieldError[]>([]);
  const set = (change: Partial<OnCallSchedule>): void => setSchedule({ ...schedule, ...change });
  const done = (): void => {
    const people = schedule.people.map((person) => ({ ...person, name: person.name.trim() }));
    const tidy = { ...schedule, name: schedule.name.trim(), people };
    const found = scheduleFaults(tidy, taken);
    setFaults(found);
    if (found.length === 0) onDone(tidy);
  };
  return (
    <Drawer
      title={isNew ? 'New schedule' : `Change “${props.schedule.name}”`}
      description="People take turns by calendar week. Whoever is on call is told on their own channels."
      onClose={onClose}
    >
      <form
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          done();
        }}
      >
        <When schedule={schedule} faults={faults} timezone={timezone} onChange={set} />
        <PeopleField
          people={schedule.people}
          channels={channels}
          faults={faults}
          onChange={(people) => set({ people })}
        />
        <FormEnd done={isNew ? 'Add the schedule' : 'Done'} onCancel={onClose} />
      </form>
    </Drawer>
  );
}

function scheduleFaults({ name, people, firstWeek, handover }: OnCallSchedule, taken: readonly string[]): FieldError[] {
  const faults = nameFaults(name, taken);
  if (people.length === 0) faults.push({ path: 'people', reason: 'Somebody has to be on call' });
  people.forEach((person, at) => {
    if (person.name === '') faults.push({ path: `people.${at}`, reason: 'Give this person a name' });
    if (person.name !== '' && people.findIndex((other) => other.name === person.name) !== at)
      faults.push({ path: `people.${at}`, reason: 'This name is in the list already' });
  });
  if (!/^\d{4}-\d\d-\d\d$/.test(firstWeek)) faults.push({ path: 'firstWeek', reason: 'Needs a date' });
  if (!/^\d\d:\d\d$/.test(handover.time)) faults.push({ path: 'handover.time', reason: 'Needs a time' });
  return faults;
}

type WhenProps = {
  schedule: OnCallSchedule;
  faults: readonly FieldError[];
  timezone: string;
  onChange: (change: Partial<OnCallSchedule>) => void;
};

function When({ schedule, faults, timezone, onChange }: WhenProps) {
  const { name, firstWeek } = schedule;
  const weekOf = Date.parse(`${firstWeek}T12:00:00Z`);
  const errorOf = (path: string) => {
    const error = reasonAt(faults, path);
    return error === undefined ? {} : { error };
  };
  return (
    <>
      <NameField
        id="schedule-name"
        value={name}
        error={reasonAt(faults, 'name')}
        onChange={(next) => onChange({ name: next })}
      />
      <Handover {...{ schedule, faults, onChange }} />
      <div className="grid gap-1.5">
        <p className="text-sm font-medium">On the clock of</p>
        <TimezonePicker
          timezone={schedule.timezone}
          home={timezone}
          buttonClass={buttonClass({ size: 'sm' }, 'font-normal')}
          onChoose={(zone) => onChange({ timezone: zone })}
        />
      </div>
      <Field
        label="First week"
        htmlFor="schedule-first"
        hint={
          Number.isNaN(weekOf)
            ? 'Any day of the week in which the first person begins.'
            : `The first person begins in calendar week ${isoWeek(weekOf, 'UTC')}.`
        }
        {...errorOf('firstWeek')}
      >
        <Input
          id="schedule-first"
          type="date"
          value={firstWeek}
          onChange={(event) => onChange({ firstWeek: event.target.value })}
        />
      </Field>
    </>
  );
}

function Handover({ schedule: { handover }, faults, onChange }: Omit<WhenProps, 'timezone'>) {
  const error = reasonAt(faults, 'handover.time');
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field label="Hands over on" htmlFor="schedule-day">
        <Select
          id="schedule-day"
          value={handover.weekday}
          onChange={(event) => onChange({ handover: { ...handover, weekday: Number(event.target.value) } })}
        >
          {weekdayNames.map((day, index) => (
            <option key={day} value={index + 1}>
              {day}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="At" htmlFor="schedule-time" {...(error !== undefined && { error })}>
        <Input
          id="schedule-time"
          type="time"
          value={handover.time}
          onChange={(event) => onChange({ handover: { ...handover, time: event.target.value } })}
        />
      </Field>
    </div>
  );
}
