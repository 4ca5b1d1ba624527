'use client';

import type { BoardPlace } from '@/lib/dashboards/board/board-view';
import { appendPanel, replacePanel } from '@/lib/dashboards/board/edit-board';
import type { EditState } from '@/lib/dashboards/board/edit-history';
import type { DashboardDoc } from '@/lib/model/dashboard';
import { AddPanel } from './add-panel';
import { LeaveDialog } from '@/app/_ui/editing/leave-dialog';
import { PanelDialog } from './panel-dialog';
import { SaveDialog } from './save-dialog';
import { SettingsDialog } from './settings-dialog';

export type OpenDialog =
  | { type: 'add' }
  | { type: 'settings' }
  | { type: 'save' }
  | { type: 'panel'; id: string }
  | { type: 'leave'; onLeave: () => void };

type Props = {
  dialog: OpenDialog | null;
  state: EditState;
  place: BoardPlace;
  timezone: string;
  boardId: string;
  change: (to: (doc: DashboardDoc) => DashboardDoc) => void;
  leave: () => void;
  onReset: (doc: DashboardDoc, version: number) => void;
  onClose: () => void;
};

/** The one dialog of the editor that is open. */
export function EditorDialogs(props: Props) {
  const { dialog, state, place, boardId, change, onClose } = props;
  const { workspace } = place;
  switch (dialog?.type) {
    case undefined:
      return null;
    case 'add':
      return (
        <AddPanel
          doc={state.doc}
          workspace={workspace}
          boardId={boardId}
          onAdd={(panel) => {
            change((doc) => appendPanel(doc, panel));
            onClose();
          }}
          onClose={onClose}
        />
      );
    case 'panel': {
      const panel = state.doc.panels.find(({ id }) => id === dialog.id);
      if (!panel) return null;
      return (
        <PanelDialog
          panel={panel}
          doc={state.doc}
          workspace={workspace}
          boardId={boardId}
          onApply={(next) => {
            change((doc) => replacePanel(doc, next));
            onClose();
          }}
          onClose={onClose}
        />
      );
    }
    case 'settings':
      return (
        <SettingsDialog
          doc={state.doc}
          timezone={props.timezone}
          onApply={(next) => {
            change((doc) => ({ ...doc, ...next }));
            onClose();
          }}
          onClose={onClose}
        />
      );
    case 'save':
      return <SaveDialog {...props} />;
    case 'leave':
      return <LeaveDialog onLeave={dialog.onLeave} onClose={onClose} />;
  }
}
