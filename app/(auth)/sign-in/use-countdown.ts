'use client';

import { useEffect, useState } from 'react';
import type { SignInFault } from './sign-in-fault';

/** Whole seconds left until another attempt is allowed. */
export function useCountdown(fault: SignInFault | null): number {
  const [counted, setCounted] = useState<{ fault: SignInFault; left: number } | null>(null);
  useEffect(() => {
    if (fault?.reason !== 'limited') return;
    const until = performance.now() + Math.max(1, fault.waitSeconds) * 1_000;
    const tick = (): void => setCounted({ fault, left: Math.max(0, Math.ceil((until - performance.now()) / 1_000)) });
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [fault]);
  if (fault?.reason !== 'limited') return 0;
  return counted?.fault === fault ? counted.left : Math.max(1, fault.waitSeconds);
}
