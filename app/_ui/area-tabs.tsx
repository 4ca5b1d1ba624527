'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';

export type AreaTab = { href: string; label: string };

/** The parts of the area. Each is a page of its own, so it can be linked and opened in a new tab. */
export function AreaTabs({ label, tabs }: { label: string; tabs: readonly AreaTab[] }) {
  const pathname = usePathname();
  const list = useRef<HTMLUListElement>(null);
  // On a phone the open one may be beyond the edge.
  useEffect(() => {
    const open = list.current?.querySelector('[aria-current="page"]');
    open?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <nav
      aria-label={label}
      className="scroll-quiet -mx-3 mb-5 overflow-x-auto overflow-y-hidden border-b border-line px-3 sm:mx-0 sm:px-0"
    >
      <ul ref={list} className="flex gap-1">
        {tabs.map(({ href, label: words }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={pathname === href ? 'page' : undefined}
              className="-mb-px flex h-9 items-center border-b-2 border-transparent px-3 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:text-ink"
            >
              {words}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
