'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { boardHref, withBoard, type BoardPlace } from '@/lib/dashboards/board/board-view';
import { restoreVersion } from './board-calls';

type Props = { workspace: string; id: string; version: number; to: BoardPlace; onRestored?: () => void };

/** Makes an earlier version the newest one and shows it. */
export function RestoreVersion({ workspace, id, version, to, onRestored }: Props) {
  const router = useRouter();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const restore = async (): Promise<void> => {
    setBusy(true);
    try {
      await restoreVersion(workspace, id, version);
      onRestored?.();
      router.push(boardHref(withBoard(to, { version: null })));
      router.refresh();
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button size="sm" variant="primary" aria-busy={isBusy} disabled={isBusy} onClick={() => void restore()}>
        Restore version {version}
      </Button>
      {fault !== null && (
        <span role="alert" className="text-xs text-bad">
          {fault}
        </span>
      )}
    </>
  );
}
