import type { ReactNode } from 'react';
import type { BoardPlace } from '@/lib/dashboards/board/board-view';
import type { Layout } from '@/lib/dashboards/board/compact-layout';
import type { BoardPanel } from '@/lib/dashboards/board/resolve-board';
import type { Annotation } from '@/lib/model/annotation';
import type { DashboardDoc, DashboardPanel } from '@/lib/model/dashboard';
import type { PanelActions } from './editor-panel-menu';

export type BoardEditorProps = {
  place: BoardPlace;
  timezone: string;
  renderedAt: number;
  annotations: readonly Annotation[];
  /** Drawn Markdown of the text panels as they are saved. */
  texts: Readonly<Record<string, ReactNode>>;
  dashboard: { id: string; version: number; doc: DashboardDoc };
};

export type EditorGridProps = Omit<BoardEditorProps, 'dashboard'> & {
  panels: readonly BoardPanel[];
  savedPanels: readonly DashboardPanel[];
  actions: PanelActions;
  onPlaces: (places: ReadonlyMap<string, Layout>) => void;
  onAdd: () => void;
};
