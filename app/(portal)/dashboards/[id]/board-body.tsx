import { LayoutDashboard } from 'lucide-react';
import { BoardPanels } from '@/app/_ui/boards/board-panels';
import { Markdown } from '@/app/_ui/boards/markdown';
import { buttonClass } from '@/app/_ui/kit/button';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { ViewLink } from '@/app/_ui/view/view-link';
import { boardHref, withBoard } from '@/lib/dashboards/board/board-view';
import type { BoardPanel } from '@/lib/dashboards/board/resolve-board';
import { EditorLoader } from './editor-loader';
import type { LoadedBoard } from './load-board';

type Props = {
  board: LoadedBoard;
  panels: readonly BoardPanel[];
  ready: readonly string[];
  streamed: readonly string[];
};

/** The panels of a dashboard, to be read or to be edited. */
export function BoardBody({ board, panels, ready, streamed }: Props) {
  const { place, dashboard, timezone, annotations, now } = board;
  const texts = Object.fromEntries(
    panels.flatMap((panel) => (panel.type === 'text' ? [[panel.id, <Markdown key="" text={panel.markdown} />]] : [])),
  );
  const shared = { place, timezone, renderedAt: now, annotations, texts };
  if (place.view.isEditing) {
    const { id, version, doc } = dashboard;
    return <EditorLoader {...shared} dashboard={{ id, version, doc }} />;
  }
  if (panels.length === 0) return <BoardEmpty board={board} />;
  const canEdit = board.canWrite && dashboard.provisionedFrom === null && place.view.version === null;
  return (
    <BoardPanels
      {...shared}
      panels={panels}
      ready={ready}
      streamed={streamed}
      canEdit={canEdit}
      boardId={dashboard.id}
      canAnnotate={board.canWrite}
    />
  );
}

function BoardEmpty({ board: { place, canWrite } }: { board: LoadedBoard }) {
  return (
    <EmptyState
      icon={LayoutDashboard}
      title="Nothing on this dashboard yet"
      className="py-20"
      action={
        canWrite ? (
          <ViewLink
            href={boardHref(withBoard(place, { isEditing: true }))}
            className={buttonClass({ variant: 'primary' })}
          >
            Add the first panel
          </ViewLink>
        ) : undefined
      }
    >
      {canWrite ? 'Panels show numbers, charts and text.' : 'An editor of this workspace can add panels.'}
    </EmptyState>
  );
}
