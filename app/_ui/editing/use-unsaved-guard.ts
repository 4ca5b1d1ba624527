'use client';

import { useEffect, useEffectEvent, useRef } from 'react';

/**
 * While there is something unsaved: the browser asks before the tab goes away, and a link to another page asks first.
 * `ask` gets what following the link would do.
 */
export function useUnsavedGuard(isDirty: boolean, ask: (leave: () => void) => void): void {
  const isAgreed = useRef(false);
  const follow = useEffectEvent((event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || !isLeaving(link)) return;
    event.preventDefault();
    event.stopPropagation();
    // A whole page load, so that nothing of the draft is kept.
    ask(() => {
      isAgreed.current = true;
      window.location.assign(link.href);
    });
  });
  useEffect(() => {
    if (!isDirty) return;
    const unload = (event: BeforeUnloadEvent): void => {
      if (!isAgreed.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', unload);
    document.addEventListener('click', follow, { capture: true });
    return () => {
      window.removeEventListener('beforeunload', unload);
      document.removeEventListener('click', follow, { capture: true });
    };
  }, [isDirty]);
}

/** Whether a link takes this tab away from the editor. */
function isLeaving(link: HTMLAnchorElement): boolean {
  if (link.target === '_blank' || link.hasAttribute('download') || link.origin !== location.origin) return false;
  if (link.hash !== '' && link.pathname === location.pathname && link.search === location.search) return false;
  return link.pathname !== location.pathname || new URLSearchParams(link.search).get('edit') !== '1';
}
