'use client';

import { useState } from 'react';
import type { FieldError } from '@/lib/errors/app-error';
import type { Routing } from '@/lib/model/routing';
import { asError, faultsOf, isConflict } from './field-faults';
import { getRouting, saveRouting, type RoutingState } from './notification-calls';

type Taken = { text: string; before: Routing };

export type RoutingDraft = {
  routing: Routing;
  isDirty: boolean;
  isBusy: boolean;
  /** Why it was not saved; a conflict has choices of its own. */
  failure: Error | null;
  /** Somebody else saved meanwhile: who and when. */
  conflict: string | null;
  faults: readonly FieldError[];
  /** What was taken away last. */
  taken: Taken | null;
  /** `text` says what was taken away, and offers to put it back. */
  change: (next: Routing, text?: string) => void;
  putBack: () => void;
  forgetTaken: () => void;
  discard: () => void;
  save: () => Promise<void>;
  /** After a conflict: theirs instead of mine, or mine over theirs. */
  takeTheirs: () => Promise<void>;
  saveOverTheirs: () => Promise<void>;
};

/** The routing document while it is edited. It is saved as a whole, against the version it was read in. */
export function useRoutingDraft(workspace: string, initial: RoutingState): RoutingDraft {
  const [saved, setSaved] = useState(initial);
  const [routing, setRouting] = useState(initial.routing);
  const [taken, setTaken] = useState<Taken | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const settle = (state: RoutingState): void => {
    setSaved(state);
    setRouting(state.routing);
    setTaken(null);
  };
  const attempt = async (work: () => Promise<RoutingState>): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      settle(await work());
    } catch (thrown) {
      setFailure(asError(thrown));
    } finally {
      setBusy(false);
    }
  };
  const hasConflict = isConflict(failure);
  return {
    routing,
    isDirty: routing !== saved.routing && JSON.stringify(routing) !== JSON.stringify(saved.routing),
    isBusy,
    failure: hasConflict ? null : failure,
    conflict: hasConflict ? (failure?.message ?? '') : null,
    faults: faultsOf(failure, 'routing'),
    taken,
    change: (next, text) => {
      setRouting(next);
      // Faults name places, and these may be others now.
      setFailure(null);
      setTaken(text === undefined ? null : { text, before: routing });
    },
    putBack: () => {
      if (taken) setRouting(taken.before);
      setTaken(null);
    },
    forgetTaken: () => setTaken(null),
    discard: () => {
      settle(saved);
      setFailure(null);
    },
    save: () => attempt(() => saveRouting(workspace, { routing, version: saved.version })),
    takeTheirs: () => attempt(() => getRouting(workspace)),
    saveOverTheirs: () =>
      attempt(async () => {
        const { version } = await getRouting(workspace);
        return saveRouting(workspace, { routing, version });
      }),
  };
}
