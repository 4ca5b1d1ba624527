'use client';

import { usePortalStatus } from '@/app/_data/live-provider';
import { Dot, type Tone } from '@/app/_ui/kit/badge';
import { Disclosure } from '@/app/_ui/kit/disclosure';
import { formatDuration } from '@/lib/time/duration';
import type { PortalStatus } from '@/lib/model/live-frame';

/** `short` is for phones. */
type Look = { tone: Tone; words: string; short?: string; detail: string; pulse: boolean };

/** How the way to the portal and its engine are doing, in one word; the rest behind it. */
export function ConnectionBadge() {
  const { connection, status } = usePortalStatus();
  const { tone, words, short, detail, pulse } = lookOf(connection, status);
  return (
    <Disclosure
      align="end"
      title={detail}
      labelClass="flex h-8.5 items-center gap-2 rounded-md px-2 text-xs text-muted transition-colors hover:bg-hover"
      panelClass="w-64 px-3 py-2.5 text-xs"
      label={
        <>
          <Dot tone={tone} pulse={pulse} />
          <span role="status" data-connection={connection} className={tone === 'good' ? 'max-sm:sr-only' : ''}>
            <span className={short === undefined ? '' : 'max-sm:hidden'}>{words}</span>
            {short !== undefined && <span className="whitespace-nowrap sm:hidden">{short}</span>}
          </span>
        </>
      }
    >
      {detail}
    </Disclosure>
  );
}

function lookOf(connection: 'connecting' | 'live' | 'offline', status: PortalStatus | null): Look {
  if (connection === 'offline')
    return {
      tone: 'bad',
      words: 'Offline',
      detail: 'The portal cannot be reached. The last numbers stay; it is tried again by itself.',
      pulse: false,
    };
  if (connection === 'connecting')
    return { tone: 'neutral', words: 'Connecting', detail: 'The live stream is being opened.', pulse: true };
  return status === null ? live : lookOfEngine(status);
}

const live: Look = { tone: 'good', words: 'Live', detail: 'Panels move as soon as events arrive.', pulse: true };

function lookOfEngine(status: PortalStatus): Look {
  switch (status.engine) {
    case 'starting':
      return {
        tone: 'warn',
        words: 'Engine starting',
        detail: status.message ?? 'Numbers appear as soon as it is up.',
        pulse: true,
      };
    case 'restarting':
      return {
        tone: 'warn',
        words: 'Engine restarting',
        detail: status.message ?? 'The last numbers are shown meanwhile.',
        pulse: true,
      };
    case 'down':
      return {
        tone: 'bad',
        words: 'Engine down',
        detail: status.message ?? 'Events are still accepted and kept on disk.',
        pulse: false,
      };
    case 'ready':
      return status.pace ? slower(status.pace.everyMs) : live;
  }
}

function slower(everyMs: number): Look {
  return {
    tone: 'warn',
    words: `Updating every ${formatDuration(everyMs)}, engine busy`,
    short: `Every ${formatDuration(everyMs)}`,
    detail:
      'More is being asked than the engine can answer at once, so charts are refreshed less often. They move as soon as events arrive again when it is less busy.',
    pulse: true,
  };
}
