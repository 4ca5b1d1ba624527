'use client';

import { useState } from 'react';
import { callApi } from '@/app/_ui/http/call-api';
import { usePolled } from '@/app/_ui/http/use-polled';
import { Button } from '@/app/_ui/kit/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/kit/card';
import { Notice } from '@/app/_ui/kit/notice';
import { Progress } from '@/app/_ui/kit/progress';
import { formatValue } from '@/lib/chart/format-number';
import { isUnderWay, type BackupList, type BackupProgress } from '@/lib/model/backup';
import { BackupFiles } from './backup-files';

type Props = { initial: BackupList; workspace: string; renderedAt: number };

/** Makes backups, shows how they go, lists what there is, and says how one is restored. */
export function BackupsCard({ initial, workspace, renderedAt }: Props) {
  const { value: list, fault, set } = usePolled('/api/backups', initial, { workspace, everyMs: 1_500 });
  const [refusal, setRefusal] = useState<string | null>(null);
  const isBusy = isUnderWay(list.current);
  const make = async (): Promise<void> => {
    setRefusal(null);
    try {
      const current = await callApi<BackupProgress>('/api/backups', { method: 'POST', workspace, body: {} });
      set({ ...list, current });
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
    }
  };
  const removed = (name: string): void =>
    set({ ...list, backups: list.backups.filter((backup) => backup.name !== name) });
  return (
    <Card className="max-w-xl" data-backups={isBusy ? 'busy' : 'idle'}>
      <CardHeader
        title="Backups"
        description="Everything of every workspace, written while the portal goes on."
        action={
          <Button size="sm" disabled={isBusy} aria-busy={isBusy} onClick={() => void make()}>
            Make a backup
          </Button>
        }
      />
      <CardBody className="grid gap-4">
        {(refusal ?? fault) !== null && <Notice tone="bad">{refusal ?? fault}</Notice>}
        {list.current !== null && <Current progress={list.current} />}
        <BackupFiles
          backups={list.backups}
          workspace={workspace}
          renderedAt={renderedAt}
          onRemoved={removed}
          isBusy={isBusy}
        />
        <HowTo folder={list.folder} newest={list.backups[0]?.name} />
      </CardBody>
    </Card>
  );
}

function Current({ progress }: { progress: BackupProgress }) {
  if (progress.phase === 'done') return null;
  if (progress.phase === 'failed')
    return (
      <Notice tone="bad" title="The last backup failed">
        {progress.message}
      </Notice>
    );
  const share = progress.rowsTotal === null ? null : progress.rows / Math.max(1, progress.rowsTotal);
  return (
    <div role="status" className="grid gap-1.5 text-xs text-muted">
      <Progress value={share} label="How far the backup is" />
      {wordsOf(progress)}
    </div>
  );
}

function wordsOf({ phase, rows, rowsTotal, bytes, message }: BackupProgress): string {
  if (message !== null) return message;
  if (phase === 'store') return 'People, dashboards, rules and incidents';
  if (rowsTotal === null) return 'Waiting for accepted events to be stored';
  return `${formatValue(rows, 'count')} of ${formatValue(rowsTotal, 'count')} rows, ${formatValue(bytes, 'bytes')}`;
}

function HowTo({ folder, newest }: { folder: string; newest: string | undefined }) {
  return (
    <details className="text-sm">
      <summary className="cursor-pointer text-accent-strong hover:underline">How to restore one</summary>
      <div className="mt-2 grid gap-2 text-muted">
        <p>
          On the machine that is to run the portal, into a new folder. The archive is checked before anything is
          written.
        </p>
        <pre className="scroll-quiet overflow-x-auto rounded-md bg-sunken px-3 py-2 font-mono text-xs text-ink">
          {`npm run restore -- ${newest ?? 'FILE.tar'} --data ./restored\nSIGHTGLASS_DATA=./restored npm start`}
        </pre>
        <p>
          A backup holds password hashes and this installation&apos;s secrets. Backups lie in{' '}
          <code className="font-mono text-xs break-all">{folder}</code>; keep a copy on another machine. From a script:{' '}
          <code className="font-mono text-xs">npm run backup -- --to DIR</code>
        </p>
      </div>
    </details>
  );
}
