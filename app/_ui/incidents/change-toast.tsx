'use client';

import { RotateCw, TriangleAlert, Undo2, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ChangeOutcome, IncidentChanges } from '@/app/_data/incidents/use-incident-changes';
import { Button } from '@/app/_ui/kit/button';
import { cn } from '@/app/_ui/kit/class-names';
import { changeWords, failureWords } from './change-words';

const shownMs = 12_000;

/** What was done and the way to take it back, or why it was not done and the way to try again. */
export function ChangeToast({ changes, isAboveBar = false }: { changes: IncidentChanges; isAboveBar?: boolean }) {
  const { outcome, dismiss } = changes;
  if (!outcome || (outcome.fault === null && changeWords(outcome) === null)) return null;
  return <Toast key={outcome.token.description + outcome.incident.id} {...{ outcome, dismiss, isAboveBar }} />;
}

type Props = { outcome: ChangeOutcome; dismiss: () => void; isAboveBar: boolean };

/** It goes by itself, but not while somebody is at it, and not when something went wrong. */
function Toast({ outcome, dismiss, isAboveBar }: Props) {
  const [isHeld, setHeld] = useState(false);
  const isFailed = outcome.fault !== null;
  useEffect(() => {
    if (isHeld || isFailed) return;
    const timer = setTimeout(dismiss, shownMs);
    return () => clearTimeout(timer);
  }, [isHeld, isFailed, dismiss, outcome]);
  return (
    <div
      role={isFailed ? 'alert' : 'status'}
      className={cn(
        'fixed inset-x-3 z-40 mx-auto flex max-w-md animate-pop items-center gap-2 rounded-lg border border-line bg-raised py-2 pr-2 pl-4 text-sm shadow-pop lg:bottom-6 print:hidden',
        isAboveBar ? 'bottom-36' : 'bottom-20',
      )}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {isFailed && <TriangleAlert aria-hidden className="size-4 shrink-0 text-bad" />}
      <span className="min-w-0 flex-1">{isFailed ? failureWords(outcome) : changeWords(outcome)}</span>
      {outcome.next && (
        <Button size="sm" onClick={outcome.next}>
          {isFailed ? <RotateCw aria-hidden /> : <Undo2 aria-hidden />}
          {isFailed ? 'Try again' : 'Undo'}
        </Button>
      )}
      <Button size="icon-sm" variant="quiet" aria-label="Close" onClick={dismiss}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
