import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { IncidentFeed } from '@/app/_data/incidents/incident-feed';
import { LiveProvider } from '@/app/_data/live-provider';
import { QueryProvider } from '@/app/_data/query-client';
import { TitleCount } from '@/app/_ui/incidents/open-count';
import { Wordmark } from '@/app/_ui/kit/mark';
import { PaletteButton } from '@/app/_ui/palette/palette-button';
import { ConnectionBadge } from '@/app/_ui/shell/connection-badge';
import { BottomNav, SideNav } from '@/app/_ui/shell/nav';
import { UserMenu } from '@/app/_ui/shell/user-menu';
import { WorkspaceMenu } from '@/app/_ui/shell/workspace-menu';
import { parseTheme, themeCookie, type Theme } from '@/app/_ui/theme/theme';
import { mayCreateWorkspaces } from '@/lib/auth/workspaces/create-workspace';
import { pageContext, type PageContext } from '@/lib/http/page-context';
import { knownOpen } from './known-open';

export default async function PortalLayout({ children }: { children: ReactNode }) {
  const ctx = await pageContext();
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  const known = await knownOpen(ctx);
  return (
    <QueryProvider>
      <LiveProvider workspace={ctx.workspace.slug} incidentsAsOf={known?.asOf}>
        <IncidentFeed initial={known?.open ?? null}>
          <TitleCount />
          <div className="lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)]">
            <a
              href="#content"
              className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-sm font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
            >
              Skip to the content
            </a>
            <SideBar />
            <div className="flex min-h-dvh min-w-0 flex-col">
              <TopBar ctx={ctx} theme={theme} />
              <main
                id="content"
                tabIndex={-1}
                className="mx-auto w-full max-w-[96rem] flex-1 px-3 pt-5 pb-24 outline-none sm:px-5 lg:px-6 lg:pb-10"
              >
                {children}
              </main>
            </div>
            <BottomNav />
          </div>
        </IncidentFeed>
      </LiveProvider>
    </QueryProvider>
  );
}

const SideBar = () => (
  <aside data-chrome className="hidden border-r border-line bg-sunken lg:block">
    <div className="sticky top-0 flex h-dvh flex-col gap-5 px-3 py-4">
      <a href="/overview" className="flex h-6 items-center rounded-md px-1.5" aria-label="Sightglass, to the overview">
        <Wordmark />
      </a>
      <SideNav />
    </div>
  </aside>
);

function TopBar({ ctx: { workspace, memberships, user }, theme }: { ctx: PageContext; theme: Theme }) {
  const workspaces = memberships.map((membership) => membership.workspace);
  return (
    <header
      data-chrome
      className="sticky top-0 z-30 flex h-13 items-center gap-2 border-b border-line bg-canvas px-3 sm:px-5 lg:px-6"
    >
      {/* Gives way to what stands beside it: on a phone the name is cut short. */}
      <div className="min-w-0">
        <WorkspaceMenu current={workspace} all={workspaces} canCreate={mayCreateWorkspaces(memberships)} />
      </div>
      <div className="ml-auto flex shrink-0 items-center gap-1.5">
        <PaletteButton
          workspace={workspace.slug}
          workspaces={workspaces.map(({ id, slug, name }) => ({ id, slug, name }))}
        />
        <ConnectionBadge />
        <UserMenu user={user} theme={theme} />
      </div>
    </header>
  );
}
