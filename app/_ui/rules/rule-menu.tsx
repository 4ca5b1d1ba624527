import { Copy, EllipsisVertical, FileCode2, FileJson, Trash2 } from 'lucide-react';
import { Button } from '@/app/_ui/kit/button';
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/app/_ui/kit/menu';
import type { Rule } from '@/lib/model/rule';
import { exportHref } from './rule-calls';

type Props = {
  rule: Rule;
  workspace: string;
  canWrite: boolean;
  /** In a row of many it names the rule and stays quiet. */
  isInRow?: boolean;
  onDuplicate: () => void;
  onRemove: () => void;
};

/** What can be done with a rule besides changing it: files are taken by everybody. */
export function RuleMenu({ rule, workspace, canWrite, isInRow = false, onDuplicate, onRemove }: Props) {
  const look = isInRow
    ? ({ variant: 'quiet', size: 'icon-sm', 'aria-label': `Menu of ${rule.doc.name}` } as const)
    : ({ size: 'icon', 'aria-label': 'More' } as const);
  const trigger = (
    <Button {...look}>
      <EllipsisVertical aria-hidden />
    </Button>
  );
  return (
    <Menu trigger={trigger}>
      {canWrite && rule.fault === undefined && (
        <MenuItem onSelect={onDuplicate}>
          <Copy aria-hidden />
          Duplicate
        </MenuItem>
      )}
      <MenuLink href={exportHref(workspace, rule.id, 'yaml')} download>
        <FileCode2 aria-hidden />
        Export as YAML
      </MenuLink>
      <MenuLink href={exportHref(workspace, rule.id, 'json')} download>
        <FileJson aria-hidden />
        Export as JSON
      </MenuLink>
      {canWrite && rule.provisionedFrom === null && (
        <>
          <MenuSeparator />
          <MenuItem isDangerous onSelect={onRemove}>
            <Trash2 aria-hidden />
            Delete
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
