import { learnGroup } from './comovement';
import type { Correlated, Correlation } from './correlate';
import type { CorrelationShape } from './correlation-shape';
import { newGroup, type Group } from './group';
import { anyValue, type Signal } from './signal';

/** People know better: takes alerts out of a group into a new one. They are not put back into the old one. */
export function splitOff(
  correlation: Correlation,
  { groupId, signals, by }: { groupId: string; signals: readonly [Signal, ...Signal[]]; by: string },
  shape: CorrelationShape,
): Correlated {
  const id = String(correlation.opened + 1);
  const taken = signals.map(({ alertId }) => alertId);
  const groups = correlation.groups.map((group) =>
    group.id === groupId
      ? {
          ...group,
          alerts: Math.max(0, group.alerts - signals.length),
          recent: group.recent.filter(({ alertId }) => !taken.includes(alertId)),
          refused: [...group.refused, ...taken].slice(-1_000),
        }
      : group,
  );
  return {
    correlation: {
      ...correlation,
      groups: [...groups, { ...newGroup(id, signals, shape), isCorroborated: true }],
      opened: correlation.opened + 1,
    },
    placements: taken.map((alertId) => ({
      alertId,
      groupId: id,
      reasons: [{ kind: 'by_hand', by }],
      movedFrom: groupId,
    })),
  };
}

/** Joins a group to another, which takes over what comes later. A group that is quiet already needs no joining here. */
export function joinGroups(correlation: Correlation, { from, into }: { from: string; into: string }): Correlation {
  const source = correlation.groups.find(({ id }) => id === from);
  const target = correlation.groups.find(({ id }) => id === into);
  if (source === undefined || target === undefined || source === target) return correlation;
  const joined = {
    ...target,
    openedAt: Math.min(source.openedAt, target.openedAt),
    lastAt: Math.max(source.lastAt, target.lastAt),
    boundary: joinBoundaries(source.boundary, target.boundary),
    places: { ...source.places, ...target.places },
    alerts: source.alerts + target.alerts,
    isCorroborated: true,
    recent: [...source.recent, ...target.recent].sort((a, b) => a.at - b.at),
  };
  const groups = correlation.groups
    .filter((group) => group !== source)
    .map((group) => (group === target ? joined : group));
  return { ...correlation, groups };
}

/** A person said that it is over: it takes nothing in any more, and what it taught of its places stays known. */
export function closeGroup(correlation: Correlation, id: string, shape: CorrelationShape): Correlation {
  const closed = correlation.groups.find((group) => group.id === id);
  if (closed === undefined) return correlation;
  return {
    ...correlation,
    groups: correlation.groups.filter((group) => group !== closed),
    comovement: learnGroup(correlation.comovement, closed, shape.pairs),
  };
}

/** What differs is no border any more: a person said that it is one trouble. */
function joinBoundaries(a: Group['boundary'], b: Group['boundary']): Group['boundary'] {
  const joined = { ...a, ...b };
  return Object.fromEntries(
    Object.entries(joined).map(([name, value]) => [name, (a[name] ?? value) === (b[name] ?? value) ? value : anyValue]),
  );
}
