'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Compass, Expand, FileDown, ImageDown, Link2, Pencil, RotateCw } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { panelKey, panelQuery, type PanelState } from '@/app/_data/panel-query';
import { copyText } from '@/app/_ui/kit/copy-text';
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/app/_ui/kit/menu';
import { boardHref, withBoard, type BoardPlace } from '@/lib/dashboards/board/board-view';
import { exploreHref } from '@/lib/dashboards/explore/explore-link';
import type { BoardPanel } from '@/lib/dashboards/board/resolve-board';
import type { Annotation } from '@/lib/model/annotation';
import type { Panel } from '@/lib/model/panel';
import { takeAway } from './take-away-panel';

export type PanelMenuItemsProps = {
  panel: BoardPanel;
  place: BoardPlace;
  timezone: string;
  annotations: readonly Annotation[];
  canEdit: boolean;
  trigger: ReactNode;
};

/** What can be done with a panel that is read. It is open when it appears, because it was loaded by being asked for. */
export function PanelMenuItems(props: PanelMenuItemsProps) {
  const { panel, place, canEdit, trigger } = props;
  const [isOpen, setOpen] = useState(true);
  const alone = boardHref(withBoard(place, { viewPanel: place.view.viewPanel === panel.id ? null : panel.id }));
  const edit = `${boardHref(withBoard(place, { isEditing: true, viewPanel: null }))}#edit-${panel.id}`;
  return (
    <Menu trigger={trigger} open={isOpen} onOpenChange={setOpen}>
      <MenuLink href={alone}>
        <Expand aria-hidden />
        {place.view.viewPanel === panel.id ? 'Back to the dashboard' : 'View alone'}
      </MenuLink>
      {panel.type === 'chart' && <ChartItems {...props} panel={panel.panel} />}
      <MenuItem onSelect={() => void copyText(new URL(alone, window.location.href).href)}>
        <Link2 aria-hidden />
        Copy link
      </MenuItem>
      {canEdit && (
        <>
          <MenuSeparator />
          <MenuLink href={edit}>
            <Pencil aria-hidden />
            Edit
          </MenuLink>
        </>
      )}
    </Menu>
  );
}

type ChartItemsProps = Pick<PanelMenuItemsProps, 'place' | 'timezone' | 'annotations'> & { panel: Panel };

function ChartItems({ panel, place, timezone, annotations }: ChartItemsProps) {
  const { workspace } = place;
  const client = useQueryClient();
  const answer = client.getQueryData<PanelState>(panelKey(workspace, panel.spec))?.answer ?? null;
  const refresh = (): void => {
    for (const spec of [panel.spec, ...(panel.spark ? [panel.spark] : [])])
      void client.fetchQuery({ ...panelQuery(workspace, spec), staleTime: 0 });
  };
  const take = (form: 'csv' | 'json' | 'png') => () => {
    if (answer) void takeAway(form, { panel, answer, timezone, annotations });
  };
  return (
    <>
      <MenuLink href={exploreHref({ workspace, ...panel })}>
        <Compass aria-hidden />
        Explore
      </MenuLink>
      <MenuItem onSelect={refresh}>
        <RotateCw aria-hidden />
        Refresh
      </MenuItem>
      <MenuSeparator />
      <MenuItem disabled={answer === null} onSelect={take('csv')}>
        <FileDown aria-hidden />
        Download CSV
      </MenuItem>
      <MenuItem disabled={answer === null} onSelect={take('json')}>
        <FileDown aria-hidden />
        Download JSON
      </MenuItem>
      <MenuItem disabled={answer === null || !pictured(panel)} onSelect={take('png')}>
        <ImageDown aria-hidden />
        Download PNG
      </MenuItem>
      <MenuSeparator />
    </>
  );
}

/** A list of events is read, not looked at. */
const pictured = ({ chart }: Panel): boolean => chart !== 'events';
