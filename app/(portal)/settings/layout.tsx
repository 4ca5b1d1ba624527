import type { ReactNode } from 'react';
import { AreaTabs } from '@/app/_ui/area-tabs';
import { pageContext } from '@/lib/http/page-context';
import { settingsTabs } from './settings-tabs';

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { actor } = await pageContext();
  return (
    <>
      <AreaTabs label="Settings" tabs={settingsTabs(actor)} />
      {children}
    </>
  );
}
