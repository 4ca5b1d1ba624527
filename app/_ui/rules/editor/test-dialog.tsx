'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useId, useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Dialog } from '@/app/_ui/kit/dialog';
import { Field, Select } from '@/app/_ui/kit/field';
import { Notice } from '@/app/_ui/kit/notice';
import type { Channel } from '@/lib/model/channel';
import { listChannels, testChannel } from '../rule-calls';

/** Sends a test to a channel, so that one knows that an alert would arrive. */
export function TestDialog({ workspace, onClose }: { workspace: string; onClose: () => void }) {
  const channels = useQuery({
    queryKey: ['channels', workspace],
    queryFn: () => listChannels(workspace),
    retry: false,
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title="Test a notification"
      description="A message that says it is a test goes out at once. Who is really told is decided by the policies."
    >
      {channels.error && (
        <Notice tone="bad" className="mt-4">
          {channels.error.message}
        </Notice>
      )}
      {channels.data?.length === 0 && (
        <Notice className="mt-4" title="There is no channel yet">
          <Link
            href={`/notifications?workspace=${workspace}`}
            className="text-accent-strong underline underline-offset-2"
          >
            Set one up
          </Link>
          , and alerts reach somebody.
        </Notice>
      )}
      {channels.data && channels.data.length > 0 && <SendForm workspace={workspace} channels={channels.data} />}
    </Dialog>
  );
}

type SendState = { is: 'idle' | 'busy' | 'sent' } | { is: 'failed'; why: string };

function SendForm({ workspace, channels }: { workspace: string; channels: readonly Channel[] }) {
  const id = useId();
  const [chosen, setChosen] = useState(channels[0]?.id ?? '');
  const [state, setState] = useState<SendState>({ is: 'idle' });
  const name = channels.find((one) => one.id === chosen)?.name ?? '';
  const send = async (): Promise<void> => {
    setState({ is: 'busy' });
    try {
      await testChannel(workspace, chosen);
      setState({ is: 'sent' });
    } catch (error) {
      setState({ is: 'failed', why: error instanceof Error ? error.message : String(error) });
    }
  };
  return (
    <form
      className="mt-4 grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field label="Channel" htmlFor={id}>
        <Select
          id={id}
          value={chosen}
          onChange={(event) => {
            setChosen(event.target.value);
            setState({ is: 'idle' });
          }}
        >
          {channels.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Select>
      </Field>
      {state.is === 'sent' && <Notice title={`Sent to ${name}`}>Look whether it has arrived.</Notice>}
      {state.is === 'failed' && (
        <Notice tone="bad" title="It could not be sent">
          {state.why}
        </Notice>
      )}
      <Button
        type="submit"
        variant="primary"
        className="justify-self-end"
        disabled={state.is === 'busy'}
        aria-busy={state.is === 'busy'}
      >
        Send the test
      </Button>
    </form>
  );
}
