'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { usePolled } from '@/app/_ui/http/use-polled';
import { Badge } from '@/app/_ui/kit/badge';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { ConfirmButton } from '@/app/_ui/kit/confirm-button';
import { Notice } from '@/app/_ui/kit/notice';
import { SampleProgress } from '@/app/_ui/sample/sample-progress';
import type { SampleState, SampleStatus } from '@/lib/model/sample';
import { SampleSpeeds } from './sample-speeds';

type Props = { initial: SampleStatus; workspace: string; canManage: boolean };

const states: Record<SampleState, { words: string; tone: 'good' | 'neutral' | 'accent' | 'warn' }> = {
  absent: { words: 'Removed', tone: 'neutral' },
  off: { words: 'Switched off', tone: 'neutral' },
  unavailable: { words: 'Not available', tone: 'warn' },
  loading: { words: 'Loading', tone: 'accent' },
  ready: { words: 'Ready', tone: 'good' },
};

/** The sample workspace: how far it is, how fast it plays, and the ways to remove it and bring it back. */
export function SampleCard({ initial, workspace, canManage }: Props) {
  const router = useRouter();
  const { value: sample, fault, set } = usePolled('/api/sample', initial, { workspace, everyMs: 2_000 });
  const isThere = sample.state === 'loading' || sample.state === 'ready';
  const remove = async (): Promise<void> => {
    await callApi('/api/sample', { method: 'DELETE', workspace });
    set({ ...sample, state: 'absent', workspaceId: null, slug: null, reason: null });
    router.refresh();
  };
  return (
    <Card className="max-w-xl" data-sample={sample.state}>
      <CardHeader
        title="Sample workspace"
        description="Three million real US flights: history up to now, and the rest replayed live."
        action={<Badge tone={states[sample.state].tone}>{states[sample.state].words}</Badge>}
      />
      <CardBody className="grid gap-4">
        {fault !== null && <Notice tone="bad">{fault}</Notice>}
        {sample.reason !== null && <p className="text-sm text-muted">{sample.reason}</p>}
        {sample.state === 'loading' && <SampleProgress sample={sample} />}
        {isThere && canManage && <SampleSpeeds sample={sample} workspace={workspace} onChange={set} />}
        {isThere && canManage && (
          <div>
            <ConfirmButton
              label="Remove the sample"
              title="Remove the sample workspace?"
              description="Its events are deleted and it disappears from the list of workspaces. Your own data is not touched. You can bring it back here at any time."
              confirm="Remove it"
              action={remove}
            />
          </div>
        )}
        {sample.state === 'absent' && canManage && <Restore workspace={workspace} onDone={set} />}
      </CardBody>
    </Card>
  );
}

function Restore({ workspace, onDone }: { workspace: string; onDone: (sample: SampleStatus) => void }) {
  const router = useRouter();
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const restore = async (): Promise<void> => {
    setBusy(true);
    try {
      onDone(await callApi<SampleStatus>('/api/sample', { method: 'POST', workspace, body: {} }));
      router.refresh();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="grid justify-items-start gap-3">
      {fault !== null && <Notice tone="bad">{fault}</Notice>}
      <Button disabled={isBusy} aria-busy={isBusy} onClick={() => void restore()}>
        Bring the sample back
      </Button>
    </div>
  );
}
