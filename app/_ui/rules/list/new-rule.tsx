'use client';

import { ChevronDown, Compass, FileDown, FileUp, Plus } from 'lucide-react';
import { Button } from '@/app/_ui/kit/button';
import { Menu, MenuItem, MenuLabel, MenuLink, MenuSeparator } from '@/app/_ui/kit/menu';
import { startingPoints } from '@/lib/alerts/starting-points';
import { exportHref } from '../rule-calls';
import { startHref } from './start-href';

type Props = { workspace: string; event: string | null; timezone: string; hasRules: boolean; onImport: () => void };

/** The ways to a new rule: a question of one's own, something ready-made, or a file. */
export function NewRule({ workspace, event, timezone, hasRules, onImport }: Props) {
  const trigger = (
    <Button variant="primary">
      <Plus aria-hidden />
      New rule
      <ChevronDown aria-hidden />
    </Button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuLink href={startHref({ workspace })}>
        <Plus aria-hidden />
        From the start
      </MenuLink>
      <MenuLink href={`/explore?workspace=${workspace}`}>
        <Compass aria-hidden />
        From a question in Explore
      </MenuLink>
      {event !== null && (
        <>
          <MenuLabel>Ready-made, to be changed</MenuLabel>
          {startingPoints(event, timezone).map(({ id, title }) => (
            <MenuLink key={id} href={startHref({ workspace, start: id, event })}>
              <span className="max-w-64 truncate">{title}</span>
            </MenuLink>
          ))}
        </>
      )}
      <MenuSeparator />
      <MenuItem onSelect={onImport}>
        <FileUp aria-hidden />
        Import a file
      </MenuItem>
      {hasRules && (
        <MenuLink href={exportHref(workspace, null, 'yaml')} download>
          <FileDown aria-hidden />
          Export all as YAML
        </MenuLink>
      )}
    </Menu>
  );
}
