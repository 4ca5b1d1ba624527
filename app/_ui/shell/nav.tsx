'use client';

import { Ellipsis } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { OpenCount } from '@/app/_ui/incidents/open-count';
import { cn } from '@/app/_ui/kit/class-names';
import { choiceClass, Disclosure } from '@/app/_ui/kit/disclosure';
import { navGroups, type NavItem } from './nav-items';

const isActive = (pathname: string, { href }: NavItem): boolean => pathname === href || pathname.startsWith(`${href}/`);

/** The navigation beside the page on wide screens. */
export function SideNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="grid gap-5">
      {navGroups.map((group) => (
        <div key={group.label}>
          <p className="px-2.5 pb-1 text-2xs font-medium text-faint">{group.label}</p>
          <ul className="grid gap-0.5">
            {group.items.map((item) => (
              <li key={item.href}>
                <Link
                  href={item.href}
                  prefetch={false}
                  aria-current={isActive(pathname, item) ? 'page' : undefined}
                  className="flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm text-muted transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent-strong"
                >
                  <item.icon aria-hidden className="size-4 shrink-0" strokeWidth={1.85} />
                  {item.label}
                  {item.href === '/incidents' && <OpenCount className="ml-auto" />}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

const items = navGroups.flatMap((group) => group.items);
const near = items.filter(({ isNear }) => isNear);

const barItemClass =
  'flex h-14 w-full flex-col items-center justify-center gap-1 text-2xs text-muted transition-colors focus-visible:-outline-offset-2 ' +
  'aria-[current=page]:font-medium aria-[current=page]:text-accent-strong';

/** The navigation within reach of the thumb on a phone; what is seldom needed there is behind "More". */
export function BottomNav() {
  const pathname = usePathname();
  const isFar = !near.some((item) => isActive(pathname, item));
  return (
    <nav
      aria-label="Main"
      data-chrome
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <ul className="mx-auto flex max-w-lg">
        {near.map((item) => (
          <li key={item.href} className="flex-1">
            <Link
              href={item.href}
              prefetch={false}
              aria-current={isActive(pathname, item) ? 'page' : undefined}
              className={barItemClass}
            >
              <span className="relative">
                <item.icon aria-hidden className="size-5" strokeWidth={1.75} />
                {item.href === '/incidents' && <OpenCount className="absolute -top-1.5 left-3 ring-2 ring-surface" />}
              </span>
              {item.short}
            </Link>
          </li>
        ))}
        <li className="flex-1">
          <Disclosure
            align="end"
            title="More pages"
            labelClass={cn(barItemClass, isFar && 'font-medium text-accent-strong')}
            panelClass="bottom-full mb-2 w-60 p-1.5 sm:top-auto"
            label={
              <>
                <Ellipsis aria-hidden className="size-5" strokeWidth={1.75} />
                More
              </>
            }
          >
            <FarPages pathname={pathname} />
          </Disclosure>
        </li>
      </ul>
    </nav>
  );
}

function FarPages({ pathname }: { pathname: string }) {
  return (
    <ul>
      {items
        .filter(({ isNear }) => !isNear)
        .map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              prefetch={false}
              aria-current={isActive(pathname, item) ? 'page' : undefined}
              className={cn(choiceClass, 'h-11 aria-[current=page]:font-medium aria-[current=page]:text-accent-strong')}
            >
              <item.icon aria-hidden strokeWidth={1.85} />
              {item.label}
            </Link>
          </li>
        ))}
    </ul>
  );
}
