'use client';

import { EllipsisVertical } from 'lucide-react';
import { lazy, Suspense, useState, type ComponentProps } from 'react';
import { Button } from '@/app/_ui/kit/button';
import type { PanelMenuItems } from './panel-menu-items';

const OpenMenu = lazy(() => import('./panel-menu-items').then((module) => ({ default: module.PanelMenuItems })));

type Props = Omit<ComponentProps<typeof PanelMenuItems>, 'trigger'>;

/** The menu in the corner of a panel. Its code comes when somebody first opens one. */
export function PanelMenu(props: Props) {
  const [isWanted, setWanted] = useState(false);
  const name = props.panel.title === '' ? 'text' : props.panel.title;
  const button = (
    <Button
      variant="quiet"
      size="icon-sm"
      aria-label={`Menu of ${name}`}
      aria-haspopup="menu"
      className="text-faint print:hidden"
      {...(!isWanted && { onClick: () => setWanted(true) })}
    >
      <EllipsisVertical aria-hidden />
    </Button>
  );
  if (!isWanted) return button;
  return (
    <Suspense fallback={button}>
      <OpenMenu {...props} trigger={button} />
    </Suspense>
  );
}
