'use client';

import { useLinkStatus } from 'next/link';
import { createPortal } from 'react-dom';

/** A thin bar along the top edge while the next view is on its way. It waits a moment, so that quick answers show none. */
export function PendingBar() {
  return createPortal(
    <div role="progressbar" aria-label="Loading" className="fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden">
      <div className="h-full w-full animate-pending bg-accent" />
    </div>,
    document.body,
  );
}

/** Inside a link: shows the bar while that link is being followed. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return pending ? <PendingBar /> : null;
}
