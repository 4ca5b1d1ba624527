'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useReducer, useState } from 'react';
import { ChartSync } from '@/app/_ui/charts/chart-sync';
import { boardHref, withBoard } from '@/lib/dashboards/board/board-view';
import { duplicatePanel, nudgePanel, placePanels, removePanel } from '@/lib/dashboards/board/edit-board';
import { editReducer, isChanged, startEditing } from '@/lib/dashboards/board/edit-history';
import { resolveBoard } from '@/lib/dashboards/board/resolve-board';
import type { DashboardDoc } from '@/lib/model/dashboard';
import type { BoardEditorProps } from './editor-props';
import { EditorBar } from './editor-bar';
import { EditorDialogs, type OpenDialog } from './editor-dialogs';
import { EditorGrid } from './editor-grid';
import { useEditorKeys } from './use-editor-keys';
import { useUnsavedGuard } from '@/app/_ui/editing/use-unsaved-guard';

/** A dashboard being changed. Nothing is saved until somebody saves it, and every step can be taken back. */
export function BoardEditor(props: BoardEditorProps) {
  const { place, timezone, dashboard } = props;
  const router = useRouter();
  const [state, dispatch] = useReducer(editReducer, null, () => startEditing(dashboard.doc, dashboard.version));
  const [dialog, setDialog] = useState<OpenDialog | null>(panelInHash);
  const { doc } = state;
  const isDirty = isChanged(state);
  const change = (to: (doc: DashboardDoc) => DashboardDoc): void => dispatch({ type: 'change', change: to });
  const panels = useMemo(
    () => resolveBoard({ doc, view: place.view, timezone: doc.timezone ?? timezone }),
    [doc, place.view, timezone],
  );
  const leave = (): void => {
    setDialog(null);
    router.push(boardHref(withBoard({ ...place, doc: state.saved.doc }, { isEditing: false })), { scroll: false });
  };
  const cancel = (): void => {
    if (!isDirty) return leave();
    setDialog({ type: 'leave', onLeave: leave });
  };
  const steps = { undo: () => dispatch({ type: 'undo' }), redo: () => dispatch({ type: 'redo' }) };
  useUnsavedGuard(isDirty, (onLeave) => setDialog({ type: 'leave', onLeave }));
  useEditorKeys({
    isBlocked: dialog !== null,
    ...steps,
    save: () => isDirty && setDialog({ type: 'save' }),
    cancel,
  });
  useEffect(clearHash, []);
  return (
    <ChartSync>
      <EditorBar
        isDirty={isDirty}
        {...{ canUndo: state.past.length > 0, canRedo: state.future.length > 0, ...steps }}
        onOpen={(type) => setDialog({ type })}
        onCancel={cancel}
      />
      <EditorGrid
        {...props}
        panels={panels}
        savedPanels={dashboard.doc.panels}
        onPlaces={(places) => change((now) => placePanels(now, places))}
        onAdd={() => setDialog({ type: 'add' })}
        actions={{
          edit: (id) => setDialog({ type: 'panel', id }),
          duplicate: (id) => change((now) => duplicatePanel(now, id)),
          remove: (id) => change((now) => removePanel(now, id)),
          nudge: (id, nudge) => change((now) => nudgePanel(now, id, nudge)),
        }}
      />
      <EditorDialogs
        {...{ dialog, state, place, timezone, change, leave }}
        boardId={dashboard.id}
        onReset={(next, version) => dispatch({ type: 'reset', doc: next, version })}
        onClose={() => setDialog(null)}
      />
    </ChartSync>
  );
}

const hash = /^#edit-([\w-]+)$/;

/** A panel's own menu leads here with the panel in the address. */
function panelInHash(): OpenDialog | null {
  const id = hash.exec(window.location.hash)?.[1];
  return id === undefined ? null : { type: 'panel', id };
}

function clearHash(): void {
  const { pathname, search } = window.location;
  if (hash.test(window.location.hash)) window.history.replaceState(window.history.state, '', pathname + search);
}
