'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useTransition } from 'react';
import { PendingBar } from './pending-bar';

/** Follows a link when its key is pressed, unless somebody is typing or holds a modifier. */
export function ViewKeys({ links }: { links: readonly { key: string; href: string }[] }) {
  const router = useRouter();
  const [isPending, start] = useTransition();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (
        event.target instanceof Element &&
        event.target.closest('input, select, textarea, [contenteditable], [role="dialog"]')
      )
        return;
      const link = links.find(({ key }) => key === event.key.toLowerCase());
      if (!link) return;
      event.preventDefault();
      start(() => router.push(link.href, { scroll: false }));
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [links, router]);
  return isPending ? <PendingBar /> : null;
}
