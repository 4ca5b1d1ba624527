import type { SeriesState, Transition } from '@/lib/model/alert-state';
import { highestSeverity, severities, type Severity } from '@/lib/model/severity';
import type { Stepped, When } from './step';

type Found = { value: number | null; breached: readonly Severity[]; because: string };

/** What a value makes of a series: it may become pending, fire, change its severity, recover or resolve. */
export function judge(before: Stepped, found: Found, when: When): Stepped {
  if (found.breached.length === 0 && isAtRest(before.state)) return before;
  const breachedSince = Object.fromEntries(
    found.breached.map((severity) => [severity, before.state.breachedSince[severity] ?? when.now]),
  );
  const quietSince = found.breached.length > 0 ? null : (before.state.quietSince ?? when.now);
  const step = { ...before, state: { ...before.state, breachedSince, quietSince } };
  return step.state.firedAt === null ? judgeQuiet(step, found, when) : judgeOpen(step, found, when);
}

/** Nothing holds, and nothing has for a while: most series at most times. One more calm value changes nothing. */
const isAtRest = ({ status, firedAt, resolvedAt, quietSince }: SeriesState): boolean =>
  status === 'inactive' && firedAt === null && resolvedAt === null && quietSince !== null;

/** The severities that have held for long enough to fire. */
const ripe = ({ breachedSince }: SeriesState, { timing, now }: When): Severity[] =>
  severities.filter((severity) => now - (breachedSince[severity] ?? Infinity) >= timing.forMs);

function judgeQuiet(step: Stepped, found: Found, when: When): Stepped {
  const { state } = step;
  const firing = highestSeverity(ripe(state, when));
  if (firing !== null)
    return next(
      step,
      { status: 'firing', severity: firing, firedAt: when.now, cause: 'condition', calmSince: null, resolvedAt: null },
      { kind: 'fired', at: when.now, reason: found.because },
    );
  const pending = highestSeverity(found.breached);
  if (pending !== null) {
    if (state.status === 'pending') return { ...step, state: { ...state, severity: pending } };
    return next(
      step,
      { status: 'pending', severity: pending },
      { kind: 'pending', at: when.now, reason: found.because },
    );
  }
  if (state.status === 'pending')
    return next(step, { status: 'inactive', severity: null }, { kind: 'cleared', at: when.now, reason: found.because });
  const isOld = state.resolvedAt !== null && when.now - state.resolvedAt >= when.timing.resolvedForMs;
  return isOld ? { ...step, state: { ...state, status: 'inactive', severity: null, resolvedAt: null } } : step;
}

function judgeOpen(step: Stepped, found: Found, when: When): Stepped {
  const { state } = step;
  const current = state.severity ?? 'info';
  const higher = highestSeverity(ripe(state, when));
  if (higher !== null && severities.indexOf(higher) < severities.indexOf(current))
    return next(
      step,
      { status: 'firing', severity: higher, calmSince: null },
      { kind: 'severity_changed', at: when.now, reason: found.because },
    );
  // What is worse than the alert but not for long enough yet keeps it as it is.
  const worst = highestSeverity(found.breached);
  const isHeld = worst !== null && severities.indexOf(worst) <= severities.indexOf(current);
  if (isHeld) return state.status === 'recovering' ? fireAgain(calm(step, null), found, when) : calm(step, null);
  return judgeCalm(calm(step, state.calmSince ?? when.now), found, when);
}

/** The condition of the alert's own severity no longer holds; one below it may. */
function judgeCalm(step: Stepped, found: Found, when: When): Stepped {
  const { status, calmSince, quietSince } = step.state;
  const lower = highestSeverity(found.breached);
  const isOver = (since: number | null) => when.now - (since ?? when.now) >= when.timing.keepFiringForMs;
  if (!isOver(lower === null ? quietSince : calmSince)) {
    if (lower !== null) return status === 'recovering' ? fireAgain(step, found, when) : step;
    if (status === 'recovering') return step;
    return next(step, { status: 'recovering' }, { kind: 'recovering', at: when.now, reason: found.because });
  }
  if (lower === null) return resolve(step, found.because, when.now);
  return next(
    step,
    { status: 'firing', severity: lower, calmSince: null },
    { kind: 'severity_changed', at: when.now, reason: found.because },
  );
}

const calm = (step: Stepped, calmSince: number | null): Stepped => ({ ...step, state: { ...step.state, calmSince } });

function fireAgain(step: Stepped, found: Found, { now }: When): Stepped {
  return next(step, { status: 'firing' }, { kind: 'firing_again', at: now, reason: found.because });
}

/** Ends the open alert. */
export function resolve(step: Stepped, reason: string, now: number): Stepped {
  return next(
    step,
    { status: 'resolved', firedAt: null, cause: null, calmSince: null, resolvedAt: now, breachedSince: {} },
    { kind: 'resolved', at: now, reason },
  );
}

/** The step with a change applied and told. */
export function next(
  { state, transitions }: Stepped,
  change: Partial<SeriesState>,
  told: Pick<Transition, 'kind' | 'at' | 'reason'>,
): Stepped {
  const changed = { ...state, ...change };
  const step: Transition = {
    ...told,
    from: state.status,
    to: changed.status,
    severity: changed.severity,
    value: changed.value,
  };
  return { state: changed, transitions: [...transitions, step] };
}
