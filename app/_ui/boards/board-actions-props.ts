import type { BoardPlace } from '@/lib/dashboards/board/board-view';
import type { Annotation } from '@/lib/model/annotation';
import type { DashboardDoc } from '@/lib/model/dashboard';

export type BoardActionsProps = {
  place: BoardPlace;
  board: { id: string; title: string; version: number; doc: DashboardDoc };
  isProvisioned: boolean;
  canWrite: boolean;
  annotations: readonly Annotation[];
  timezone: string;
  now: number;
};
