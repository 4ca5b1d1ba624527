'use client';

import { useState } from 'react';
import { Drawer } from '@/app/_ui/kit/drawer';
import { Notice } from '@/app/_ui/kit/notice';
import type { Channel, ChannelKind } from '@/lib/model/channel';
import { asError, faultsOf, reasonAt } from '../field-faults';
import { FormEnd } from '../form-end';
import { NameField } from '../name-field';
import { saveChannel, testForm } from '../notification-calls';
import { draftOf, formOf, missingIn, newDraft, type ChannelDraft } from './channel-draft';
import { ChannelFields } from './channel-fields';
import { kindWords } from './channel-kinds';
import { KindChoice } from './kind-choice';
import { TestButton, TestResult, useChannelTest } from './test-button';

type Props = {
  workspace: string;
  /** Null makes a new one. */
  channel: Channel | null;
  names: readonly string[];
  onSaved: (channel: Channel) => void;
  onClose: () => void;
};

/** A channel being made or changed: first its kind, then what that kind needs. */
export function ChannelDialog({ workspace, channel, names, onSaved, onClose }: Props) {
  const [draft, setDraft] = useState<ChannelDraft | null>(channel ? draftOf(channel) : null);
  const choose = (kind: ChannelKind): void => setDraft(newDraft(kind, freeLabel(kindWords[kind].label, names)));
  if (draft === null)
    return (
      <Drawer title="Add a channel" description="A place where messages can go. What should it be?" onClose={onClose}>
        <KindChoice onChoose={choose} />
      </Drawer>
    );
  const { label, needs } = kindWords[draft.kind];
  return (
    <Drawer
      title={channel ? `Change “${channel.name}”` : `New channel: ${label}`}
      description={`You need: ${needs.charAt(0).toLowerCase()}${needs.slice(1)}`}
      onClose={onClose}
    >
      <ChannelForm
        {...{ workspace, channel, draft, onSaved }}
        onChange={setDraft}
        onBack={channel ? onClose : () => setDraft(null)}
      />
    </Drawer>
  );
}

function freeLabel(label: string, names: readonly string[]): string {
  if (!names.includes(label)) return label;
  let count = 2;
  while (names.includes(`${label} ${count}`)) count += 1;
  return `${label} ${count}`;
}

type FormProps = Pick<Props, 'workspace' | 'channel' | 'onSaved'> & {
  draft: ChannelDraft;
  onChange: (draft: ChannelDraft) => void;
  onBack: () => void;
};

function ChannelForm({ workspace, channel, draft, onSaved, onChange, onBack }: FormProps) {
  const [failure, setFailure] = useState<Error | null>(null);
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const [isBusy, setBusy] = useState(false);
  const faults = faultsOf(failure);
  const reasonOf = (path: string): string | undefined => missing.get(path) ?? reasonAt(faults, path);
  const test = useChannelTest(() => testForm(workspace, channel?.id ?? null, formOf(draft)));
  const isWhole = (): boolean => {
    const lacks = missingIn(draft, channel?.secrets ?? []);
    setMissing(lacks);
    setFailure(null);
    return lacks.size === 0;
  };
  const save = async (): Promise<void> => {
    if (!isWhole()) return;
    setBusy(true);
    try {
      onSaved(await saveChannel(workspace, channel?.id ?? null, formOf(draft)));
    } catch (thrown) {
      setFailure(asError(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <NameField
        id="channel-name"
        value={draft.name}
        error={reasonOf('name')}
        onChange={(name) => onChange({ ...draft, name })}
      />
      <ChannelFields draft={draft} stored={channel?.secrets ?? []} reasonOf={reasonOf} onChange={onChange} />
      {failure && <Refusal failure={failure} draft={draft} />}
      {test.result && <TestResult result={test.result} />}
      <FormEnd
        done={channel ? 'Save' : 'Add the channel'}
        cancel={channel ? 'Cancel' : 'Another kind'}
        isBusy={isBusy}
        onCancel={onBack}
      >
        <TestButton name={draft.name} size="md" isBusy={test.isBusy} onRun={() => isWhole() && void test.run()} />
      </FormEnd>
    </form>
  );
}

/** The message, and the faults of what has no field to stand at. */
function Refusal({ failure, draft }: { failure: Error; draft: ChannelDraft }) {
  const { fields, secrets } = kindWords[draft.kind];
  const shown = [
    'name',
    ...fields.map(({ name }) => `settings.${name}`),
    ...secrets.map(({ name }) => `secrets.${name}`),
  ];
  const others = faultsOf(failure).filter(
    ({ path }) => !shown.some((field) => path === field || path.startsWith(`${field}.`)),
  );
  return (
    <Notice tone="bad" title={failure.message}>
      {others.map(({ path, reason }) => (
        <p key={path}>
          <code className="font-mono text-xs">{path}</code>: {reason}
        </p>
      ))}
    </Notice>
  );
}
