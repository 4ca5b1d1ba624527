'use client';

import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { Notice } from '@/app/_ui/kit/notice';
import { Progress } from '@/app/_ui/kit/progress';
import type { ImportJob } from '@/lib/model/import-job';
import { DropZone } from './drop-zone';
import { ImportHistory } from './history-table';
import { MappingCard } from './mapping-card';
import { RunningCard } from './running-card';
import { uploadFile } from './upload-file';

type Props = { workspace: string; initial: ImportJob[]; canImport: boolean };
type Sending = { name: string; share: number };

/** Upload, look over, load, look back: the whole life of an import on one page. */
export function ImportsView({ workspace, initial, canImport }: Props) {
  const { data: jobs, refetch } = useQuery({
    queryKey: ['imports', workspace],
    queryFn: async () =>
      (await callApi<{ imports: ImportJob[] }>('/api/imports', { method: 'GET', workspace })).imports,
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.some((job) => job.state === 'running') ? 700 : false),
  });
  const { sending, fault, send, stop } = useUpload(workspace, () => void refetch());
  const refresh = (): void => void refetch();
  const open = jobs.filter((job) => job.state === 'mapping');
  const running = jobs.filter((job) => job.state === 'running');
  return (
    <div className="grid gap-5">
      {fault !== null && (
        <Notice tone="bad" title="The file was not taken in">
          {fault}
        </Notice>
      )}
      {sending ? (
        <SendingCard sending={sending} onStop={stop} />
      ) : (
        canImport && <DropZone onFile={send} isCompact={jobs.length > 0} />
      )}
      {running.map((job) => (
        <RunningCard key={job.id} job={job} workspace={workspace} onChanged={refresh} />
      ))}
      {canImport &&
        open.map(
          (job) =>
            job.mapping && (
              <MappingCard key={job.id} job={job} mapping={job.mapping} workspace={workspace} onChanged={refresh} />
            ),
        )}
      <ImportHistory
        jobs={jobs.filter(({ state }) => state === 'done' || state === 'failed' || state === 'cancelled')}
      />
    </div>
  );
}

function useUpload(workspace: string, onTaken: () => void) {
  const [sending, setSending] = useState<Sending | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const abort = useRef<AbortController | null>(null);
  const send = (file: File): void => {
    const controller = new AbortController();
    abort.current = controller;
    setFault(null);
    setSending({ name: file.name, share: 0 });
    uploadFile(file, {
      workspace,
      signal: controller.signal,
      onProgress: (share) => setSending({ name: file.name, share }),
    })
      .then(onTaken, (error: Error) => setFault(error.message))
      .finally(() => setSending(null));
  };
  return { sending, fault, send, stop: () => abort.current?.abort() };
}

function SendingCard({ sending: { name, share }, onStop }: { sending: Sending; onStop: () => void }) {
  return (
    <Card>
      <CardHeader
        title={name}
        description={share < 1 ? `Uploading, ${Math.floor(share * 100)} %` : 'Looking at what is in it'}
        action={
          <Button size="sm" onClick={onStop}>
            Stop
          </Button>
        }
      />
      <CardBody>
        <Progress value={share < 1 ? share : null} label={`Uploading ${name}`} />
      </CardBody>
    </Card>
  );
}
