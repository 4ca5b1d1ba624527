'use client';

import { Copy, EllipsisVertical, Expand, MessageSquarePlus, Pencil } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState } from 'react';
import { Button, buttonClass } from '@/app/_ui/kit/button';
import { ViewLink } from '@/app/_ui/view/view-link';
import { boardHref, withBoard } from '@/lib/dashboards/board/board-view';
import type { BoardActionsProps } from './board-actions-props';
import { enterFullScreen } from './board-keys';
import { duplicateBoard } from './board-calls';

const More = lazy(() => import('./board-menu').then((module) => ({ default: module.BoardMenu })));
const Annotations = lazy(() =>
  import('./annotations-dialog').then((module) => ({ default: module.AnnotationsDialog })),
);

/** What can be done with a dashboard as a whole. While it is edited, the editor's own bar takes their place. */
export function BoardActions(props: BoardActionsProps) {
  const { place, isProvisioned, canWrite } = props;
  const router = useRouter();
  const [opened, setOpened] = useState<'more' | 'annotations' | null>(null);
  const [isMoreWanted, setMoreWanted] = useState(false);
  if (place.view.isEditing) return null;
  const fill = (): void => {
    enterFullScreen();
    router.push(boardHref(withBoard(place, { isKiosk: true })), { scroll: false });
  };
  const more = (
    <Button
      size="icon"
      aria-label="More"
      aria-haspopup="menu"
      {...(!isMoreWanted && { onClick: () => setMoreWanted(true) })}
    >
      <EllipsisVertical aria-hidden />
    </Button>
  );
  return (
    <div className="flex items-center gap-2 print:hidden">
      {canWrite && (
        <Button onClick={() => setOpened('annotations')}>
          <MessageSquarePlus aria-hidden className="text-faint" />
          Annotate
        </Button>
      )}
      <Button size="icon" aria-label="Full screen" title="Full screen (f)" onClick={fill} className="max-sm:hidden">
        <Expand aria-hidden />
      </Button>
      {canWrite && <EditButton {...props} />}
      {isMoreWanted ? (
        <Suspense fallback={more}>
          <More {...props} trigger={more} />
        </Suspense>
      ) : (
        more
      )}
      {opened === 'annotations' && (
        <Suspense fallback={null}>
          <Annotations {...props} boardId={props.board.id} onClose={() => setOpened(null)} />
        </Suspense>
      )}
      {isProvisioned && !canWrite && <span className="sr-only">This dashboard comes from a file.</span>}
    </div>
  );
}

function EditButton({ place, board, isProvisioned }: BoardActionsProps) {
  const router = useRouter();
  const [fault, setFault] = useState<string | null>(null);
  if (!isProvisioned)
    return (
      <ViewLink
        href={boardHref(withBoard(place, { isEditing: true, viewPanel: null, version: null }))}
        className={buttonClass({ variant: 'primary' })}
        title="Edit (e)"
      >
        <Pencil aria-hidden />
        Edit
      </ViewLink>
    );
  const copy = async (): Promise<void> => {
    try {
      const made = await duplicateBoard(place.workspace, board.id);
      router.push(`/dashboards/${made.id}?workspace=${place.workspace}&edit=1`);
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <Button
      variant="primary"
      onClick={() => void copy()}
      title={fault ?? 'It comes from a file; a copy of it can be edited here.'}
    >
      <Copy aria-hidden />
      {fault === null ? 'Edit a copy' : 'It could not be copied'}
    </Button>
  );
}
