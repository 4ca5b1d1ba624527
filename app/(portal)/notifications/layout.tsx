import type { ReactNode } from 'react';
import { AreaTabs } from '@/app/_ui/notifications/area-tabs';
import { PageHeader } from '@/app/_ui/page-header';

export default function NotificationsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Notifications" description="Who is told of which alerts, where and when, and what was sent." />
      <AreaTabs />
      {children}
    </>
  );
}
