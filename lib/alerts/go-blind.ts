import type { SeriesState } from '@/lib/model/alert-state';
import type { AbsentBehaviour } from '@/lib/model/rule';
import { judge, next } from './judge';
import { seeAgain } from './see-again';
import { seenStatus } from './series-state';
import type { Stepped, When } from './step';

type Blindness = { kind: 'no_data' | 'error'; behaviour: AbsentBehaviour; reason: string };

/** What becomes of a series when there is nothing to judge it by: as its rule says, an alert, calm, or no change. */
export function goBlind(before: SeriesState, blindness: Blindness, when: When): Stepped {
  const { kind, behaviour, reason } = blindness;
  if (behaviour === 'ok') {
    const seeing = seeAgain({ ...before, value: null }, when.now, reason);
    return judge(seeing, { value: null, breached: [], because: reason }, when);
  }
  const isNew = before.status !== kind;
  const state: SeriesState = {
    ...before,
    status: kind,
    under: seenStatus(before),
    blindSince: before.blindSince ?? when.now,
    value: null,
  };
  const blind: Stepped = { state: before, transitions: [] };
  const step = isNew
    ? next(blind, { ...state }, { kind: 'blind', at: when.now, reason })
    : { state, transitions: blind.transitions };
  if (behaviour === 'notify_once') return notifyOnce(step, blindness, when);
  return behaviour === 'alert' ? alertBlind(step, blindness, when) : step;
}

function notifyOnce(step: Stepped, { kind, reason }: Blindness, { now }: When): Stepped {
  if (step.state.told === kind) return step;
  return next(step, { told: kind }, { kind: 'notice', at: now, reason });
}

/** An alert that is open already goes on; otherwise one about the blindness fires after `for`, as any condition would. */
function alertBlind(step: Stepped, { kind, reason }: Blindness, { timing, now }: When): Stepped {
  const { state } = step;
  if (state.firedAt !== null || now - (state.blindSince ?? now) < timing.forMs) return step;
  const open: Partial<SeriesState> = {
    under: 'firing',
    severity: timing.absentSeverity,
    firedAt: now,
    cause: kind,
    calmSince: null,
    resolvedAt: null,
  };
  return next(step, open, { kind: 'fired', at: now, reason });
}
