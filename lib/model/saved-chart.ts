import { z } from 'zod';
import { panelBase } from './panel';

/** A question kept under a name. On a dashboard it is copied, so changing one leaves the other alone. */
export const savedChartSchema = z.strictObject(panelBase);
export type SavedChartDoc = z.output<typeof savedChartSchema>;
export type SavedChart = {
  id: string;
  workspaceId: string;
  doc: SavedChartDoc;
  /** Why the stored question cannot be read any more; `doc.spec` is then as it was stored, and asking it says so in place. */
  fault?: string;
  createdBy: string;
  createdAt: number;
  updatedAt: number;
};
