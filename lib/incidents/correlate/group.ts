import { boundaryOf, placesOf, type Signal } from './signal';

/** Alerts that belong together: what becomes an incident. Plain values, so that it can be stored. */
export type Group = {
  id: string;
  openedAt: number;
  lastAt: number;
  boundary: Record<string, string>;
  /** Time of the last alert at each place, Unix ms. */
  places: Record<string, number>;
  alerts: number;
  /** Whether anybody needs to hear of it; false while all that speaks for it is one odd place. */
  isCorroborated: boolean;
  /** The alerts of the last seconds, which a new burst takes along. */
  recent: Signal[];
  /** How many instants of each burst window had alerts, oldest first: `[window, instants]`. */
  bursts: [number, number][];
  /** Alerts that people took out by hand and that stay out. */
  refused: string[];
};

/** How correlation came to put an alert where it is, in words and with what it was measured by. */
export type Reason =
  | { kind: 'opened' }
  | { kind: 'same_place'; place: string }
  | { kind: 'topology'; place: string; near: string; steps: number }
  | { kind: 'comovement'; place: string; near: string; times: number }
  | { kind: 'onset'; withinMs: number }
  | { kind: 'returned' }
  | { kind: 'burst'; instants: number; windowMs: number }
  | { kind: 'by_hand'; by: string };

type Bounds = { placesPerGroup: number; recent: number };

export function newGroup(id: string, signals: readonly [Signal, ...Signal[]], bounds: Bounds): Group {
  const [first, ...rest] = signals;
  const group: Group = {
    id,
    openedAt: first.at,
    lastAt: first.at,
    boundary: boundaryOf(first),
    places: timesOf(first),
    alerts: 1,
    isCorroborated: !first.needsCorroboration,
    recent: [first],
    bursts: [],
    refused: [],
  };
  return rest.reduce((grown, signal) => withSignal(grown, signal, bounds), group);
}

/** The group with an alert taken in. A place that is odd alone is corroborated by any alert at another place. */
export function withSignal(group: Group, signal: Signal, bounds: Bounds): Group {
  const [place] = placesOf(signal);
  const isElsewhere = place !== undefined && group.places[place] === undefined && Object.keys(group.places).length > 0;
  return {
    ...group,
    lastAt: Math.max(group.lastAt, signal.at),
    boundary: { ...boundaryOf(signal), ...group.boundary },
    places: newest({ ...group.places, ...timesOf(signal) }, bounds.placesPerGroup),
    alerts: group.alerts + 1,
    isCorroborated: group.isCorroborated || !signal.needsCorroboration || isElsewhere,
    recent: [...group.recent, signal].slice(-bounds.recent),
  };
}

const timesOf = (signal: Signal) => Object.fromEntries(placesOf(signal).map((place) => [place, signal.at]));

function newest(places: Record<string, number>, most: number): Record<string, number> {
  const entries = Object.entries(places);
  if (entries.length <= most) return places;
  return Object.fromEntries(entries.sort(([, a], [, b]) => b - a).slice(0, most));
}

/** A reason as it stands on the page of an incident. */
export function describeReason(reason: Reason): string {
  switch (reason.kind) {
    case 'opened':
      return 'Nothing open was related to it';
    case 'same_place':
      return `Also at ${reason.place}`;
    case 'topology':
      return `${reason.place} is ${reason.steps === 1 ? 'next to' : `${reason.steps} steps from`} ${reason.near}`;
    case 'comovement':
      return `${reason.place} and ${reason.near} failed together ${reason.times} times before`;
    case 'onset':
      return reason.withinMs < 500
        ? 'Began together with the first alert'
        : `Began ${Math.round(reason.withinMs / 1_000)} s after the first alert`;
    case 'returned':
      return 'Was part of it before it resolved';
    case 'burst':
      return `Part of a new burst: alerts at ${reason.instants} instants within ${reason.windowMs / 1_000} s`;
    case 'by_hand':
      return `Put here by ${reason.by}`;
  }
}
