'use client';

import { Download } from 'lucide-react';
import { callApi } from '@/app/_ui/http/call-api';
import { buttonClass } from '@/app/_ui/kit/button';
import { ConfirmButton } from '@/app/_ui/kit/confirm-button';
import { useNow } from '@/app/_ui/panels/use-now';
import { agoWords } from '@/app/_ui/panels/relative-time';
import { formatValue } from '@/lib/chart/format-number';
import { formatMoment } from '@/lib/chart/format-time';
import type { BackupFile } from '@/lib/model/backup';

type Props = {
  backups: readonly BackupFile[];
  workspace: string;
  renderedAt: number;
  isBusy: boolean;
  onRemoved: (name: string) => void;
};

/** The archives that are there, newest first. */
export function BackupFiles({ backups, workspace, renderedAt, isBusy, onRemoved }: Props) {
  const now = useNow(renderedAt);
  if (backups.length === 0)
    return isBusy ? null : <p className="text-sm text-muted">There is no backup yet. Make one before you need it.</p>;
  return (
    <ul aria-label="Backups" className="grid divide-y divide-line">
      {backups.map((backup) => (
        <li key={backup.name} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 first:pt-0 last:pb-0">
          <div className="min-w-36 flex-1">
            <p className="text-sm font-medium">{formatMoment(backup.createdAt, 'UTC')} UTC</p>
            <p className="text-xs text-muted">
              {formatValue(backup.bytes, 'bytes')} · {agoWords(now - backup.createdAt)}
            </p>
          </div>
          <a
            href={`/api/backups/${backup.name}?workspace=${encodeURIComponent(workspace)}`}
            download
            className={buttonClass({ size: 'sm' })}
          >
            <Download aria-hidden />
            Download
          </a>
          <ConfirmButton
            label="Delete"
            title="Delete this backup?"
            description={`${backup.name} is deleted from the data folder. Copies elsewhere stay.`}
            confirm="Delete it"
            action={async () => {
              await callApi(`/api/backups/${backup.name}`, { method: 'DELETE', workspace });
              onRemoved(backup.name);
            }}
          />
        </li>
      ))}
    </ul>
  );
}
