'use client';

import { useEffect, useState } from 'react';
import { Badge } from '@/app/_ui/kit/badge';
import { buttonClass } from '@/app/_ui/kit/button';
import { Drawer } from '@/app/_ui/kit/drawer';
import { Notice } from '@/app/_ui/kit/notice';
import { Skeleton } from '@/app/_ui/kit/skeleton';
import { ViewLink } from '@/app/_ui/view/view-link';
import { boardHref, withBoard, type BoardPlace } from '@/lib/dashboards/board/board-view';
import type { DashboardVersionSummary } from '@/lib/model/dashboard';
import { listVersions } from './board-calls';
import { RestoreVersion } from './restore-version';
import { whenText } from './when-text';

type Props = {
  place: BoardPlace;
  board: { id: string; version: number };
  canRestore: boolean;
  onClose: () => void;
};

/** Every saved state of a dashboard: who saved it, when and why; to be looked at and restored. */
export function VersionsDrawer({ place, board, canRestore, onClose }: Props) {
  const [versions, setVersions] = useState<DashboardVersionSummary[] | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const { workspace } = place;
  useEffect(() => {
    listVersions(workspace, board.id).then(setVersions, (error: unknown) =>
      setFault(error instanceof Error ? error.message : String(error)),
    );
  }, [workspace, board.id]);
  return (
    <Drawer
      title="Versions"
      description="Each save is one. Restoring makes a new one, so nothing is lost."
      onClose={onClose}
    >
      {fault !== null && <Notice tone="bad">{fault}</Notice>}
      {versions === null && fault === null && <Skeleton className="h-40" />}
      <ol className="grid gap-2">
        {versions?.map((line) => (
          <li key={line.version} className="rounded-lg border border-line px-4 py-3">
            <div className="flex items-center justify-between gap-2">
              <p className="font-medium">Version {line.version}</p>
              {line.version === board.version && <Badge tone="accent">Newest</Badge>}
              {line.version === place.view.version && line.version !== board.version && <Badge>Shown</Badge>}
            </div>
            {line.note !== null && <p className="mt-0.5 break-words">{line.note}</p>}
            <p className="mt-0.5 text-xs text-muted">
              {line.savedBy}, {whenText(line.savedAt)} · {line.panels} {line.panels === 1 ? 'panel' : 'panels'}
            </p>
            {line.version !== board.version && (
              <div className="mt-2 flex gap-2">
                <ViewLink
                  href={boardHref(withBoard(place, { version: line.version, viewPanel: null }))}
                  className={buttonClass({ size: 'sm' })}
                  onClick={onClose}
                >
                  Look at it
                </ViewLink>
                {canRestore && (
                  <RestoreVersion
                    workspace={workspace}
                    id={board.id}
                    version={line.version}
                    to={place}
                    onRestored={onClose}
                  />
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
    </Drawer>
  );
}
