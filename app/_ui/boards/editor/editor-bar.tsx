'use client';

import { Plus, Redo2, Settings2, Undo2 } from 'lucide-react';
import { Button } from '@/app/_ui/kit/button';

type Props = {
  isDirty: boolean;
  canUndo: boolean;
  canRedo: boolean;
  undo: () => void;
  redo: () => void;
  onOpen: (dialog: 'add' | 'settings' | 'save') => void;
  onCancel: () => void;
};

/** What can be done while a dashboard is edited; it stays in sight. */
export function EditorBar(props: Props) {
  const { isDirty } = props;
  return (
    <div
      role="toolbar"
      aria-label="Edit the dashboard"
      className="sticky top-14.5 z-20 mb-4 flex flex-wrap items-center gap-2 rounded-lg border border-accent/40 bg-accent-soft px-3 py-2 shadow-card"
    >
      <Button variant="primary" onClick={() => props.onOpen('add')}>
        <Plus aria-hidden />
        Add a panel
      </Button>
      <Button onClick={() => props.onOpen('settings')}>
        <Settings2 aria-hidden className="text-faint" />
        Settings
      </Button>
      <div className="flex">
        <Button
          variant="quiet"
          size="icon"
          aria-label="Undo"
          title="Undo (Ctrl+Z)"
          disabled={!props.canUndo}
          onClick={props.undo}
        >
          <Undo2 aria-hidden />
        </Button>
        <Button
          variant="quiet"
          size="icon"
          aria-label="Redo"
          title="Redo (Ctrl+Shift+Z)"
          disabled={!props.canRedo}
          onClick={props.redo}
        >
          <Redo2 aria-hidden />
        </Button>
      </div>
      <p role="status" className="ml-auto text-xs text-muted max-sm:hidden">
        {isDirty ? 'Not saved yet' : 'Drag panels by their titles'}
      </p>
      <div className="flex gap-2 max-sm:ml-auto">
        <Button onClick={props.onCancel}>{isDirty ? 'Cancel' : 'Done'}</Button>
        <Button variant="primary" disabled={!isDirty} onClick={() => props.onOpen('save')} title="Save (s)">
          Save…
        </Button>
      </div>
    </div>
  );
}
