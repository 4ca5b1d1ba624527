'use client';

import { BellOff, Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { Card } from '@/app/_ui/kit/card';
import { EmptyState } from '@/app/_ui/kit/empty-state';
import { Notice } from '@/app/_ui/kit/notice';
import { UndoToast } from '@/app/_ui/kit/undo-toast';
import { useNow } from '@/app/_ui/panels/use-now';
import type { Matcher } from '@/lib/model/matcher';
import { silenceStateAt } from './silence-state';
import type { Silence } from '@/lib/model/silence';
import { forgetSearch } from '../forget-search';
import { useRecentAlerts } from '../use-recent-alerts';
import { SilenceDialog } from './silence-dialog';
import { SilenceRow, type SilenceActs } from './silence-row';
import { useSilences } from './use-silences';

export type SilenceListProps = {
  workspace: string;
  timezone: string;
  silences: readonly Silence[];
  /** Of the link that led here: a new silence begins with them. */
  prefill: readonly Matcher[];
  canWrite: boolean;
  renderedAt: number;
};
type Open = { silence: Silence | null; matchers: readonly Matcher[]; comment: string };

/** What is kept from being told: now, later, and lately. */
export function SilenceList({ workspace, timezone, prefill, canWrite, renderedAt, ...props }: SilenceListProps) {
  const now = useNow(renderedAt);
  const recent = useRecentAlerts(workspace);
  const { silences, ended, fault, ...does } = useSilences(workspace, props.silences);
  const [open, setOpen] = useState<Open | null>(
    prefill.length > 0 && canWrite ? { silence: null, matchers: prefill, comment: '' } : null,
  );
  const begin = (matchers: readonly Matcher[], comment = ''): void => setOpen({ silence: null, matchers, comment });
  const actsOf = (silence: Silence): SilenceActs => ({
    onEdit: () => setOpen({ silence, matchers: silence.matchers, comment: silence.comment }),
    onExtend: (byMs) => void does.extend(silence, byMs),
    onEnd: () => void does.end(silence, now),
    onAgain: () => begin(silence.matchers, silence.comment),
  });
  const close = (): void => {
    setOpen(null);
    forgetSearch();
  };
  const add = canWrite && (
    <Button variant="primary" onClick={() => begin([])}>
      <Plus aria-hidden />
      New silence
    </Button>
  );
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-2xl text-sm text-muted">
          Alerts that match a silence still fire and join incidents; nobody is told of them until it ends.
        </p>
        {silences.length > 0 && add}
      </div>
      {fault !== null && <Notice tone="bad">{fault}</Notice>}
      <Sections {...{ silences, now, timezone, add }} actsOf={canWrite ? actsOf : null} />
      {open && (
        <SilenceDialog
          {...{ workspace, timezone, recent, now }}
          {...open}
          onSaved={(saved) => {
            close();
            does.put(saved);
          }}
          onClose={close}
        />
      )}
      {ended && (
        <UndoToast
          key={ended.id}
          text={`The silence “${ended.comment}” was ended.`}
          onUndo={() => void does.resume(ended)}
          onGone={does.forget}
        />
      )}
    </div>
  );
}

type SectionsProps = {
  silences: readonly Silence[];
  now: number;
  timezone: string;
  add: React.ReactNode;
  actsOf: ((silence: Silence) => SilenceActs) | null;
};

function Sections({ silences, now, timezone, add, actsOf }: SectionsProps) {
  const listOf = (of: readonly Silence[]) => (
    <ul className="divide-y divide-line">
      {of.map((silence) => (
        <SilenceRow
          key={silence.id}
          silence={silence}
          state={silenceStateAt(silence, now)}
          now={now}
          timezone={timezone}
          acts={actsOf?.(silence) ?? null}
        />
      ))}
    </ul>
  );
  const current = silences.filter((silence) => silence.endsAt > now).sort((a, b) => a.endsAt - b.endsAt);
  const over = silences.filter((silence) => silence.endsAt <= now).sort((a, b) => b.endsAt - a.endsAt);
  return (
    <>
      <Card className="overflow-hidden" aria-label="Silences">
        {current.length > 0 ? (
          listOf(current)
        ) : (
          <EmptyState icon={BellOff} title="Nothing is silenced" className="py-12" action={add || undefined}>
            A silence is for planned work, or for what is known and being worked on.
          </EmptyState>
        )}
      </Card>
      {over.length > 0 && (
        <details>
          <summary className="inline-flex rounded-sm text-sm text-muted underline-offset-2 hover:underline">
            Over ({over.length})
          </summary>
          <Card className="mt-2 overflow-hidden">{listOf(over.slice(0, 100))}</Card>
        </details>
      )}
    </>
  );
}
