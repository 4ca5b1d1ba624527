'use client';

import { useEffect, useEffectEvent, useState } from 'react';

type Props = { afterMs: number; onRetry: () => void };

/** Tries again by itself, each time after the same pause, for as long as it is shown and somebody looks at the page. */
export function RetryCountdown({ afterMs, onRetry }: Props) {
  const pause = Math.max(1, Math.ceil(afterMs / 1_000));
  const [left, setLeft] = useState(pause);
  const step = useEffectEvent(() => {
    if (document.hidden) return;
    if (left > 0) setLeft(left - 1);
    if (left !== 1) return;
    onRetry();
    setLeft(pause + 1);
  });
  useEffect(() => {
    const timer = setInterval(() => step(), 1_000);
    return () => clearInterval(timer);
  }, []);
  // Not announced each second: a screen reader hears the failure itself.
  return (
    <p aria-live="off" className="mt-1 tabular-nums" data-retry-in={Math.min(left, pause)}>
      {left > pause ? 'Trying again now' : `Trying again in ${left} s`}
    </p>
  );
}
