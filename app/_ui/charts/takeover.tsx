'use client';

import { Suspense, useCallback, useEffect, useState, type ReactNode } from 'react';

type TakeoverProps = {
  still: ReactNode;
  /** The interactive drawing, once it may be loaded; it calls `onDrawn` when it is on screen. */
  live: ((onDrawn: () => void) => ReactNode) | undefined;
};

/**
 * Shows the still picture until the interactive one is really there: Recharts draws in several passes, and between them the
 * browser may paint. Until then it is laid out behind, unseen.
 */
export function Takeover({ still, live }: TakeoverProps) {
  const [isDrawn, setIsDrawn] = useState(false);
  const onDrawn = useCallback(() => setIsDrawn(true), []);
  return (
    <>
      {!isDrawn && still}
      {live && (
        <Suspense fallback={null}>
          <div className={isDrawn ? 'sg-live' : 'sg-live sg-live-hidden'}>{live(onDrawn)}</div>
        </Suspense>
      )}
    </>
  );
}

/** Stands inside a chart of Recharts, which renders it together with what is drawn. */
export function Drawn({ onDrawn }: { onDrawn: () => void }) {
  useEffect(onDrawn, [onDrawn]);
  return null;
}
