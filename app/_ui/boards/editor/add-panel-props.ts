import type { DashboardDoc, DashboardPanel } from '@/lib/model/dashboard';

export type AddPanelProps = {
  doc: DashboardDoc;
  workspace: string;
  boardId: string;
  onAdd: (panel: DashboardPanel) => void;
  onClose: () => void;
};
