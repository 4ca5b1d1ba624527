import { FileUp, Gauge, OctagonX, Send, Settings2, type LucideIcon } from 'lucide-react';

export type NavItem = { href: string; label: string; short: string; icon: LucideIcon };

export const navGroups: readonly { label: string; items: readonly NavItem[] }[] = [
  { label: 'Watch', items: [{ href: '/overview', label: 'Overview', short: 'Overview', icon: Gauge }] },
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
