import {
  BellRing,
  Bookmark,
  Compass,
  DatabaseZap,
  FileUp,
  Gauge,
  LayoutDashboard,
  Megaphone,
  OctagonX,
  Send,
  Settings2,
  Siren,
  type LucideIcon,
} from 'lucide-react';

export type NavItem = {
  href: string;
  label: string;
  short: string;
  icon: LucideIcon;
  /** Within reach of the thumb on a phone; the others are behind "More". */
  isNear?: boolean;
};

export const navGroups: readonly { label: string; items: readonly NavItem[] }[] = [
  {
    label: 'Watch',
    items: [
      { href: '/overview', label: 'Overview', short: 'Overview', icon: Gauge, isNear: true },
      { href: '/dashboards', label: 'Dashboards', short: 'Boards', icon: LayoutDashboard, isNear: true },
    ],
  },
  {
    label: 'Respond',
    items: [
      { href: '/incidents', label: 'Incidents', short: 'Incidents', icon: Siren, isNear: true },
      { href: '/alerts', label: 'Alert rules', short: 'Rules', icon: BellRing },
      { href: '/notifications', label: 'Notifications', short: 'Notify', icon: Megaphone },
    ],
  },
  {
    label: 'Ask',
    items: [
      { href: '/explore', label: 'Explore', short: 'Explore', icon: Compass, isNear: true },
      { href: '/charts', label: 'Saved charts', short: 'Charts', icon: Bookmark },
      { href: '/sql', label: 'SQL', short: 'SQL', icon: DatabaseZap },
    ],
  },
  {
    label: 'Data',
    items: [
      { href: '/send', label: 'Send data', short: 'Send', icon: Send },
      { href: '/imports', label: 'Imports', short: 'Imports', icon: FileUp },
      { href: '/rejected', label: 'Rejected events', short: 'Rejected', icon: OctagonX },
    ],
  },
  { label: 'Portal', items: [{ href: '/settings', label: 'Status and settings', short: 'Settings', icon: Settings2 }] },
];
