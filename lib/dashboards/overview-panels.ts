import { panelSchema, type Panel, type PanelInput } from '@/lib/model/panel';
import type { WorkspaceKind } from '@/lib/model/workspace';
import { flightPanels } from './flight-panels';
import { genericPanels } from './generic-panels';
import { portalPanels } from './portal-panels';
import type { EventSummary, PanelView } from './panel-parts';

export type OverviewInput = PanelView & { workspaceKind: WorkspaceKind; events: readonly EventSummary[] };

/** The eight panels of a workspace's overview: made for the shipped data where it is there, derived from the events elsewhere. */
export function overviewPanels(input: OverviewInput): Panel[] {
  return panelInputs(input).map((panel) => panelSchema.parse(panel));
}

function panelInputs(input: OverviewInput): PanelInput[] {
  switch (input.workspaceKind) {
    case 'sample':
      return flightPanels(input);
    case 'system':
      return portalPanels(input);
    case 'main':
      return genericPanels(input);
  }
}
