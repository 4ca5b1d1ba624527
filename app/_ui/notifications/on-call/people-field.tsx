'use client';

import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { Button } from '@/app/_ui/kit/button';
import { Input } from '@/app/_ui/kit/field';
import type { FieldError } from '@/lib/errors/app-error';
import type { OnCallSchedule } from '@/lib/model/routing';
import { ChoiceBoxes } from '../choice-boxes';
import { kindWords } from '../channels/channel-kinds';
import { reasonAt } from '../field-faults';
import type { ChannelRef } from '../routing/channel-ref';
import { moved, placed, without } from '../routing/edit-routing';

type People = OnCallSchedule['people'];
type Props = {
  people: People;
  channels: readonly ChannelRef[];
  faults: readonly FieldError[];
  onChange: (people: People) => void;
};

/** Who takes turns, in which order, and where each is told. */
export function PeopleField({ people, channels, faults, onChange }: Props) {
  const error = reasonAt(faults, 'people');
  return (
    <fieldset className="grid gap-2.5">
      <legend className="mb-1.5 text-sm font-medium">People, in their order</legend>
      {people.map((person, at) => (
        <PersonFields
          key={at}
          person={person}
          place={{ at, of: people.length }}
          channels={channels}
          fault={reasonAt(faults, `people.${at}`)}
          onChange={(next) => onChange(placed(people, at, next))}
          onMove={(by) => onChange(moved(people, at, by))}
          onRemove={() => onChange(without(people, at))}
        />
      ))}
      {people.length === 0 && error !== undefined && (
        <p role="alert" className="text-xs text-bad">
          {error}
        </p>
      )}
      <Button
        size="sm"
        className="justify-self-start"
        disabled={people.length >= 50}
        onClick={() => onChange([...people, { name: '', channels: [] }])}
      >
        <Plus aria-hidden />
        Add a person
      </Button>
    </fieldset>
  );
}

type PersonProps = {
  person: People[number];
  place: { at: number; of: number };
  channels: readonly ChannelRef[];
  fault: string | undefined;
  onChange: (person: People[number]) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

function PersonFields({ person, place: { at, of }, channels, fault, onChange, onMove, onRemove }: PersonProps) {
  const who = person.name === '' ? `person ${at + 1}` : person.name;
  const move = (by: -1 | 1, Icon: typeof ArrowUp) => (
    <Button
      variant="quiet"
      size="icon-sm"
      aria-label={`Move ${who} ${by < 0 ? 'up' : 'down'}`}
      disabled={by < 0 ? at === 0 : at === of - 1}
      onClick={() => onMove(by)}
    >
      <Icon aria-hidden />
    </Button>
  );
  return (
    <div role="group" aria-label={who} className="grid gap-2 rounded-lg border border-line p-3">
      <div className="flex items-center gap-1">
        <Input
          aria-label={`Name of person ${at + 1}`}
          placeholder="Name"
          maxLength={80}
          autoComplete="off"
          value={person.name}
          {...(fault !== undefined && { 'aria-invalid': true, 'aria-describedby': `person-${at}-fault` })}
          onChange={(event) => onChange({ ...person, name: event.target.value })}
        />
        {move(-1, ArrowUp)}
        {move(1, ArrowDown)}
        <Button variant="danger-quiet" size="icon-sm" aria-label={`Take ${who} out`} onClick={onRemove}>
          <Trash2 aria-hidden />
        </Button>
      </div>
      {fault !== undefined && (
        <p role="alert" id={`person-${at}-fault`} className="text-xs text-bad">
          {fault}
        </p>
      )}
      <ChoiceBoxes
        legend="Is told on"
        none="There is no channel yet. Add one under Channels."
        choices={channels.map(({ id, name, kind }) => ({ value: id, label: name, hint: kindWords[kind].label }))}
        chosen={person.channels}
        onChange={(chosen) => onChange({ ...person, channels: chosen })}
      />
    </div>
  );
}
