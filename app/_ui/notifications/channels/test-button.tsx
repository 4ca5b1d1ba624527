'use client';

import { CircleCheck, Send, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { formatDuration } from '@/lib/time/duration';
import { asError } from '../field-faults';
import type { TestOutcome } from '../notification-calls';

type Result = { tookMs: number; fault: Error | null };

/** The test of a channel: to be started, and how it went. */
export function useChannelTest(send: () => Promise<TestOutcome>) {
  const [isBusy, setBusy] = useState(false);
  const [result, setResult] = useState<Result | null>(null);
  const run = async (): Promise<void> => {
    setBusy(true);
    setResult(null);
    const startedAt = performance.now();
    try {
      setResult({ ...(await send()), fault: null });
    } catch (thrown) {
      setResult({ tookMs: performance.now() - startedAt, fault: asError(thrown) });
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, result, run };
}

type ButtonProps = { name: string; isBusy: boolean; size?: 'sm' | 'md'; onRun: () => void };

export function TestButton({ name, isBusy, size = 'sm', onRun }: ButtonProps) {
  return (
    <Button size={size} disabled={isBusy} aria-busy={isBusy} aria-label={`Send a test to ${name}`} onClick={onRun}>
      <Send aria-hidden />
      {isBusy ? 'Sending' : 'Send a test'}
    </Button>
  );
}

/** What the receiver said, and how long it took. */
export function TestResult({ result: { fault, tookMs } }: { result: Result }) {
  const Icon = fault ? TriangleAlert : CircleCheck;
  return (
    <p
      role={fault ? 'alert' : 'status'}
      className={`flex items-start gap-2 rounded-md px-3 py-2 text-sm ${fault ? 'bg-bad-soft' : 'bg-good-soft'}`}
    >
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${fault ? 'text-bad' : 'text-good'}`} />
      <span className="min-w-0 flex-1 break-words">
        {fault ? `The test did not arrive. ${fault.message}` : 'The test arrived: the receiver took it.'}
        <span className="text-muted"> ({formatDuration(tookMs)})</span>
      </span>
    </p>
  );
}
