import { panelSchema, type Panel, type PanelInput } from '@/lib/model/panel';
import type { WorkspaceKind } from '@/lib/model/workspace';
import { flightPanels } from './flight-panels';
import { genericPanels } from './generic-panels';
import { portalPanels } from './portal-panels';
import type { EventSummary, PanelView } from './panel-parts';

export type OverviewInput = PanelView & { workspaceKind: WorkspaceKind; events: readonly EventSummary[] };

/** The eight panels of a workspace's overview: made for the shipped data where it is there, derived from the events elsewhere. */
export function overviewPanels(input: OverviewInput): readonly Panel[] {
  const inputs = panelInputs(input);
  const key = JSON.stringify(inputs);
  const known = checked.get(key);
  if (known) return known;
  const panels = inputs.map((panel) => panelSchema.parse(panel));
  if (checked.size >= maxChecked) checked.clear();
  checked.set(key, panels);
  return panels;
}

/** Checking eight panels against their schema costs more than making them, and most readers look at the same few views. */
const checked = new Map<string, readonly Panel[]>();
const maxChecked = 200;

function panelInputs(input: OverviewInput): PanelInput[] {
  switch (input.workspaceKind) {
    case 'sample':
      return flightPanels(input);
    case 'system':
      return portalPanels(input);
    case 'main':
    case 'team':
      return genericPanels(input);
  }
}
