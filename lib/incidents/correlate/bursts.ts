import type { CorrelationShape } from './correlation-shape';
import type { Group } from './group';

type Burst = CorrelationShape['burst'];

/**
 * Follows how alerts come in. A burst is counted in instants and not in alerts: what one round of evaluations finds has one
 * time, and a round every minute is no new trouble every minute.
 */
export function countInstant(group: Group, at: number, burst: Burst): Group {
  const window = Math.floor(at / burst.windowMs);
  const kept = group.bursts.filter(([start]) => window - start <= burst.memoryMs / burst.windowMs);
  const last = kept.at(-1);
  if (last?.[0] !== window) return { ...group, bursts: [...kept, [window, 1]] };
  if (at === group.lastAt) return { ...group, bursts: kept };
  return { ...group, bursts: [...kept.slice(0, -1), [window, last[1] + 1]] };
}

/** The instants of the present window when they are a burst that the group's own course does not explain; else null. */
export function newBurst(group: Group, at: number, burst: Burst): number | null {
  if (at - group.openedAt <= burst.settledMs) return null;
  const instants = new Set(group.recent.map((signal) => signal.at)).size;
  if (instants < burst.leastInstants) return null;
  const window = Math.floor(at / burst.windowMs);
  // The window before the present one may hold the beginning of this very burst.
  const before = group.bursts.filter(([start]) => start < window - 1).map(([, count]) => count);
  return instants >= burst.timesBefore * Math.max(0, ...before) ? instants : null;
}
