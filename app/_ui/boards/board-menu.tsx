'use client';

import { AppWindow, Copy, FileCode2, FileJson, History, Link2, Printer, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState, type ReactNode } from 'react';
import { copyText } from '@/app/_ui/kit/copy-text';
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/app/_ui/kit/menu';
import { boardHref } from '@/lib/dashboards/board/board-view';
import type { BoardActionsProps } from './board-actions-props';
import { duplicateBoard, removeBoard } from './board-calls';
import { printBoard } from './use-near';
import { VersionsDrawer } from './versions-drawer';

/** The rarer things to do with a dashboard. It is open when it appears, because it was loaded by being asked for. */
export function BoardMenu({
  place,
  board,
  isProvisioned,
  canWrite,
  trigger,
}: BoardActionsProps & { trigger: ReactNode }) {
  const { workspace } = place;
  const [isOpen, setOpen] = useState(true);
  const [isVersionsOpen, setVersionsOpen] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  return (
    <>
      <Menu trigger={trigger} open={isOpen} onOpenChange={setOpen}>
        <MenuItem onSelect={() => setVersionsOpen(true)}>
          <History aria-hidden />
          Versions
        </MenuItem>
        <MenuItem onSelect={() => void copyText(new URL(boardHref(place), window.location.href).href)}>
          <Link2 aria-hidden />
          Copy link
        </MenuItem>
        <MenuItem onSelect={() => void printBoard()}>
          <Printer aria-hidden />
          Print or save as PDF
        </MenuItem>
        {canWrite && (
          <MenuLink href={`/settings/embeds?workspace=${workspace}&kind=dashboard&resource=${board.id}`}>
            <AppWindow aria-hidden />
            Embed
          </MenuLink>
        )}
        <ExportItems workspace={workspace} id={board.id} />
        {canWrite && <ChangeItems {...{ workspace, isProvisioned }} id={board.id} onFault={setFault} />}
      </Menu>
      {fault !== null && (
        <span role="alert" className="text-sm text-bad">
          {fault}
        </span>
      )}
      {isVersionsOpen && (
        <VersionsDrawer
          place={place}
          board={board}
          canRestore={canWrite && !isProvisioned}
          onClose={() => setVersionsOpen(false)}
        />
      )}
    </>
  );
}

function ExportItems({ workspace, id }: { workspace: string; id: string }) {
  const exported = (format: 'json' | 'yaml') =>
    `/api/dashboards/${encodeURIComponent(id)}/export?format=${format}&workspace=${workspace}`;
  return (
    <>
      <MenuSeparator />
      <MenuLink href={exported('json')} download>
        <FileJson aria-hidden />
        Export JSON
      </MenuLink>
      <MenuLink href={exported('yaml')} download>
        <FileCode2 aria-hidden />
        Export YAML
      </MenuLink>
    </>
  );
}

type ChangeProps = { workspace: string; id: string; isProvisioned: boolean; onFault: (fault: string) => void };

function ChangeItems({ workspace, id, isProvisioned, onFault }: ChangeProps) {
  const router = useRouter();
  const attempt = (work: () => Promise<string>) => () => {
    work().then(
      (href) => router.push(href),
      (error: unknown) => onFault(error instanceof Error ? error.message : String(error)),
    );
  };
  return (
    <>
      <MenuSeparator />
      <MenuItem
        onSelect={attempt(async () => {
          const copy = await duplicateBoard(workspace, id);
          return `/dashboards/${copy.id}?workspace=${workspace}`;
        })}
      >
        <Copy aria-hidden />
        Duplicate
      </MenuItem>
      {!isProvisioned && (
        <MenuItem
          isDangerous
          onSelect={attempt(async () => {
            await removeBoard(workspace, id);
            return `/dashboards?workspace=${workspace}&deleted=${encodeURIComponent(id)}`;
          })}
        >
          <Trash2 aria-hidden />
          Delete
        </MenuItem>
      )}
    </>
  );
}
