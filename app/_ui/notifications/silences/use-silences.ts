'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { Silence } from '@/lib/model/silence';
import { asError } from '../field-faults';
import { endSilence, saveSilence } from '../notification-calls';

/** The silences as the reader sees them: changes show at once and are taken back when the portal refuses them. */
export function useSilences(workspace: string, fromServer: readonly Silence[]) {
  const router = useRouter();
  const [mine, setMine] = useState<{ of: readonly Silence[]; changed: ReadonlyMap<string, Silence> }>({
    of: fromServer,
    changed: new Map(),
  });
  // What the server says next holds.
  const changed = mine.of === fromServer ? mine.changed : new Map<string, Silence>();
  const [ended, setEnded] = useState<Silence | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const show = (silence: Silence): void =>
    setMine({ of: fromServer, changed: new Map([...changed, [silence.id, silence]]) });
  const attempt = async (shown: Silence | null, before: Silence | null, work: () => Promise<void>): Promise<void> => {
    setFault(null);
    if (shown) show(shown);
    try {
      await work();
      router.refresh();
    } catch (thrown) {
      if (before) show(before);
      setFault(asError(thrown).message);
    }
  };
  const formOf = ({ matchers, startsAt, endsAt, comment }: Silence) => ({ matchers, startsAt, endsAt, comment });
  const put = (silence: Silence): void => {
    show(silence);
    router.refresh();
  };
  return {
    silences: merged(fromServer, changed),
    ended,
    fault,
    put,
    forget: () => setEnded(null),
    extend: (silence: Silence, byMs: number) => {
      const longer = { ...silence, endsAt: silence.endsAt + byMs };
      return attempt(longer, silence, async () => show(await saveSilence(workspace, silence.id, formOf(longer))));
    },
    end: (silence: Silence, now: number) =>
      attempt({ ...silence, endsAt: now }, silence, async () => {
        await endSilence(workspace, silence.id);
        setEnded(silence);
      }),
    /** A silence that was ended stays so, as in Alertmanager; what was meant to go on is a new one. */
    resume: (silence: Silence) => {
      setEnded(null);
      return attempt(null, null, async () => show(await saveSilence(workspace, null, formOf(silence))));
    },
  };
}

function merged(fromServer: readonly Silence[], changed: ReadonlyMap<string, Silence>): Silence[] {
  const known = new Set(fromServer.map(({ id }) => id));
  const added = [...changed.values()].filter(({ id }) => !known.has(id));
  return [...added, ...fromServer.map((silence) => changed.get(silence.id) ?? silence)];
}
