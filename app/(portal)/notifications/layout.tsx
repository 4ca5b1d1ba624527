import type { ReactNode } from 'react';
import { AreaTabs } from '@/app/_ui/area-tabs';
import { PageHeader } from '@/app/_ui/page-header';

const tabs = [
  { href: '/notifications', label: 'Who is told' },
  { href: '/notifications/channels', label: 'Channels' },
  { href: '/notifications/on-call', label: 'On call' },
  { href: '/notifications/silences', label: 'Silences' },
  { href: '/notifications/deliveries', label: 'Deliveries' },
];

export default function NotificationsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Notifications" description="Who is told of which alerts, where and when, and what was sent." />
      <AreaTabs label="Notifications" tabs={tabs} />
      {children}
    </>
  );
}
