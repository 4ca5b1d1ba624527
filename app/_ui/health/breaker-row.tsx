'use client';

import { Dot } from '@/app/_ui/kit/badge';
import { Button } from '@/app/_ui/kit/button';
import { useAction } from '@/app/_ui/kit/use-action';
import { formatDuration } from '@/lib/time/duration';
import type { BreakerStatus } from '@/lib/breaker/breakers';
import { breakerLook } from './breaker-words';

type Props = {
  breaker: BreakerStatus;
  note: string | null;
  now: number;
  onReset: (() => Promise<void>) | undefined;
};

/** One part and how it is doing. Closing it by hand loses nothing, so nobody is asked whether they are sure. */
export function BreakerRow({ breaker, note, now, onReset }: Props) {
  const { tone, words, detail } = breakerLook(breaker, now);
  const { isBusy, fault, run } = useAction();
  const isFine = breaker.state === 'closed' && breaker.failuresInRow === 0;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-5 py-3.5" data-breaker={breaker.name}>
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-2 text-sm">
          <Dot tone={tone} />
          <span className="font-medium">{breaker.label}</span>
          <span className="text-muted">{words}</span>
        </p>
        <p className="mt-1 pl-4 text-xs text-muted">{detail}</p>
        {note !== null && <p className="mt-1 pl-4 text-xs text-warn">{note}</p>}
        {!isFine && breaker.lastFailure !== null && (
          <p className="mt-1 pl-4 text-xs break-words text-faint">Last failure: {breaker.lastFailure}</p>
        )}
        {fault !== null && (
          <p role="alert" className="mt-1 pl-4 text-xs text-bad">
            {fault}
          </p>
        )}
      </div>
      <div className="flex items-center gap-3 pl-4 text-xs text-faint sm:pl-0">
        <span className="tabular-nums">for {formatDuration(Math.max(0, now - breaker.since))}</span>
        {onReset !== undefined && (
          <Button size="sm" disabled={isBusy} aria-busy={isBusy} onClick={() => void run(onReset)}>
            Try now
          </Button>
        )}
      </div>
    </li>
  );
}
