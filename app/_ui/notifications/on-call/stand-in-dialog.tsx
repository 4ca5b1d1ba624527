'use client';

import { useState } from 'react';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Field, Select } from '@/app/_ui/kit/field';
import { isoMoment } from '@/lib/chart/format-time';
import type { OnCallSchedule } from '@/lib/model/routing';
import { dayMs, hourMs } from '@/lib/time/duration';
import { FormEnd } from '../form-end';
import { TimeField } from '../time-field';
import { inputTime, instantOfInput } from '../input-time';

type Override = OnCallSchedule['overrides'][number];
type Props = { schedule: OnCallSchedule; now: number; onDone: (override: Override) => void; onClose: () => void };

/** Somebody of the rotation takes over for a while, whoever's turn it is. */
export function StandInDialog({ schedule, now, onDone, onClose }: Props) {
  const { people, timezone } = schedule;
  const hour = Math.ceil(now / hourMs) * hourMs;
  const [person, setPerson] = useState(people[0]?.name ?? '');
  const [from, setFrom] = useState(inputTime(hour, timezone));
  const [until, setUntil] = useState(inputTime(hour + dayMs, timezone));
  const [fault, setFault] = useState<string | null>(null);
  const done = (): void => {
    const [start, end] = [instantOfInput(from, timezone), instantOfInput(until, timezone)];
    if (start === null || end === null) return setFault('Both need a date and a time.');
    if (end <= start) return setFault('The end has to come after the beginning.');
    onDone({ person, from: isoMoment(start, timezone), until: isoMoment(end, timezone) });
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Stand in on “${schedule.name}”`}
      description={`Times are on the clock of ${timezone}.`}
    >
      <form
        noValidate
        className="mt-4 grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          done();
        }}
      >
        <Field label="Who" htmlFor="stand-in-person">
          <Select id="stand-in-person" value={person} onChange={(event) => setPerson(event.target.value)}>
            {people.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        </Field>
        <div className="grid gap-3 sm:grid-cols-2">
          <TimeField id="stand-in-from" label="From" value={from} onChange={setFrom} />
          <TimeField id="stand-in-until" label="Until" value={until} error={fault} onChange={setUntil} />
        </div>
        <FormEnd done="Done" onCancel={onClose} />
      </form>
    </Dialog>
  );
}
