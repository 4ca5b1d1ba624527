'use client';

import { useState } from 'react';
import { Dialog } from '@/app/_ui/kit/dialog';
import type { FieldError } from '@/lib/errors/app-error';
import type { Receiver } from '@/lib/model/routing';
import { ChoiceBoxes } from '../choice-boxes';
import { kindWords } from '../channels/channel-kinds';
import { reasonAt } from '../field-faults';
import { FormEnd } from '../form-end';
import { NameField } from '../name-field';
import type { ChannelRef } from './channel-ref';
import { nameFaults } from './policy-faults';

type Props = {
  receiver: Receiver;
  isNew: boolean;
  taken: readonly string[];
  channels: readonly ChannelRef[];
  schedules: readonly string[];
  onDone: (receiver: Receiver) => void;
  onClose: () => void;
};

/** A named set of channels and schedules being made or changed. */
export function ReceiverDialog({ isNew, taken, channels, schedules, onDone, onClose, ...props }: Props) {
  const [receiver, setReceiver] = useState(props.receiver);
  const [faults, setFaults] = useState<readonly FieldError[]>([]);
  const done = (): void => {
    const tidy = { ...receiver, name: receiver.name.trim() };
    const found = nameFaults(tidy.name, taken);
    setFaults(found);
    if (found.length === 0) onDone(tidy);
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={isNew ? 'New receiver' : `Change “${props.receiver.name}”`}
      className="sm:max-w-lg"
    >
      <form
        noValidate
        className="mt-4 grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          done();
        }}
      >
        <NameField
          id="receiver-name"
          value={receiver.name}
          error={reasonAt(faults, 'name')}
          onChange={(name) => setReceiver({ ...receiver, name })}
        />
        <ChoiceBoxes
          legend="Channels"
          none="There is no channel yet. Add one under Channels."
          choices={channels.map(({ id, name, kind, isEnabled }) => ({
            value: id,
            label: name,
            hint: isEnabled ? kindWords[kind].label : 'off',
          }))}
          chosen={receiver.channels}
          onChange={(chosen) => setReceiver({ ...receiver, channels: chosen })}
        />
        <ChoiceBoxes
          legend="On call"
          hint="Of a schedule, the channels of whoever is on call are taken."
          none="There is no schedule yet. Make one under On call."
          choices={schedules.map((name) => ({ value: name, label: name }))}
          chosen={receiver.schedules}
          onChange={(chosen) => setReceiver({ ...receiver, schedules: chosen })}
        />
        <FormEnd done={isNew ? 'Add the receiver' : 'Done'} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
