'use client';

import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  ChevronsDownUp,
  ChevronsLeftRight,
  ChevronsRightLeft,
  ChevronsUpDown,
  Copy,
  EllipsisVertical,
  GripVertical,
  Pencil,
  Trash2,
} from 'lucide-react';
import { Button } from '@/app/_ui/kit/button';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/app/_ui/kit/menu';
import type { Nudge } from '@/lib/dashboards/board/edit-board';
import type { BoardPanel } from '@/lib/dashboards/board/resolve-board';

export type PanelActions = {
  edit: (id: string) => void;
  duplicate: (id: string) => void;
  remove: (id: string) => void;
  nudge: (id: string, nudge: Nudge) => void;
};

const moves = [
  ['up', 'Move up', ArrowUp],
  ['down', 'Move down', ArrowDown],
  ['left', 'Move left', ArrowLeft],
  ['right', 'Move right', ArrowRight],
  ['wider', 'Wider', ChevronsLeftRight],
  ['narrower', 'Narrower', ChevronsRightLeft],
  ['taller', 'Taller', ChevronsUpDown],
  ['shorter', 'Shorter', ChevronsDownUp],
] as const;

/** What can be done with a panel while its dashboard is edited; all of it works by keyboard. */
export function EditorPanelMenu({ panel, actions }: { panel: BoardPanel; actions: PanelActions }) {
  const { id } = panel;
  const name = panel.title === '' ? 'text' : panel.title;
  const button = (
    <Button variant="quiet" size="icon-sm" aria-label={`Menu of ${name}`} className="text-faint">
      <EllipsisVertical aria-hidden />
    </Button>
  );
  return (
    <>
      {panel.title === '' && (
        <span className="board-handle inline-grid size-7 place-items-center rounded-md bg-surface text-faint max-md:hidden">
          <GripVertical aria-hidden className="size-4" />
        </span>
      )}
      <Button variant="quiet" size="icon-sm" aria-label={`Edit ${name}`} onClick={() => actions.edit(id)}>
        <Pencil aria-hidden />
      </Button>
      <Menu trigger={button}>
        <MenuItem onSelect={() => actions.edit(id)}>
          <Pencil aria-hidden />
          Edit
        </MenuItem>
        <MenuItem onSelect={() => actions.duplicate(id)}>
          <Copy aria-hidden />
          Duplicate
        </MenuItem>
        <MenuItem isDangerous onSelect={() => actions.remove(id)}>
          <Trash2 aria-hidden />
          Remove
        </MenuItem>
        <MenuSeparator />
        <MenuLabel>Place and size</MenuLabel>
        {moves.map(([nudge, label, Icon]) => (
          <MenuItem
            key={nudge}
            onSelect={(event) => {
              // It stays open, so that several steps need no reopening.
              event.preventDefault();
              actions.nudge(id, nudge);
            }}
          >
            <Icon aria-hidden />
            {label}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
