import type { Value } from '@/lib/model/value';
import type { StoredEvent } from '@/lib/model/event';
import {
  otherStep,
  type FunnelData,
  type PathLink,
  type PathsData,
  type RetentionData,
} from '@/lib/model/journey-answer';
import type { Step } from '@/lib/model/journey-spec';
import type { FunnelSpec, PathsSpec, RetentionSpec } from '@/lib/model/query-spec';
import { bucketStart, nextBucket } from '@/lib/time/bucket';
import { parseDuration } from '@/lib/time/duration';
import { matching, passes, textOf } from './reference';

type Range = { from: number; to: number };
type Group = FunnelData['groups'][number];

const isStep = (event: StoredEvent, step: Step): boolean =>
  (step.event === undefined || event.name === step.event) &&
  (step.where ?? []).every((filter) => passes(event, filter));

/** The events of each user, those without one left out. */
function byUser(events: readonly StoredEvent[]): StoredEvent[][] {
  const users = new Map<string, StoredEvent[]>();
  for (const event of events)
    if (event.user_id !== '') users.set(event.user_id, [...(users.get(event.user_id) ?? []), event]);
  return [...users.values()];
}

const msOf = (span: string): number => parseDuration(span)?.ms ?? Number.NaN;

function median(values: readonly number[]): Value {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 1 ? middle : middle - 1], sorted[middle]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** How far a user got at most, by trying every event of the first step in turn and always taking the earliest next one. */
function furthest(list: readonly StoredEvent[], spec: FunnelSpec): number {
  let best = 0;
  list.forEach((begin, from) => {
    let [at, step] = [from, 0];
    while (at < list.length) {
      const event = list[at] as StoredEvent;
      if (event.timestamp - begin.timestamp > msOf(spec.window)) break;
      const wanted = spec.steps[step];
      if (wanted !== undefined && isStep(event, wanted)) step += 1;
      else if (step === 0 || spec.order === 'strict') break;
      at += 1;
    }
    best = Math.max(best, step);
  });
  return best;
}

/** The times of the furthest attempt of a user, the first to get there. */
function attemptOf(own: readonly StoredEvent[], spec: FunnelSpec): number[] {
  const bits = (event: StoredEvent): number =>
    spec.steps.reduce((sum, step, index) => sum + (isStep(event, step) ? 2 ** index : 0), 0);
  const list = own
    .filter((event) => spec.order === 'strict' || bits(event) > 0)
    .sort((a, b) => a.timestamp - b.timestamp || bits(a) - bits(b));
  let standing: (number[] | undefined)[] = [];
  let best: number[] = [];
  for (const event of list) {
    const before = [...standing];
    if (spec.order === 'strict') standing = [];
    spec.steps.forEach((step, index) => {
      if (!isStep(event, step)) return;
      const attempt = index === 0 ? [] : before[index - 1];
      if (attempt === undefined || event.timestamp - (attempt[0] ?? event.timestamp) > msOf(spec.window)) return;
      standing[index] = [...attempt, event.timestamp];
      if (attempt.length + 1 > best.length) best = [...attempt, event.timestamp];
    });
  }
  if (best.length !== furthest(list, spec)) throw new Error('the two ways to walk a funnel do not agree');
  return best;
}

function funnelGroup(spec: FunnelSpec, attempts: readonly number[][], group: Group['group']): Group {
  const between = (from: number, to: number): number[] =>
    attempts.filter((times) => times.length > to).map((times) => (times[to] ?? 0) - (times[from] ?? 0));
  return {
    group,
    counts: spec.steps.map((_, index) => attempts.filter((times) => times.length > index).length),
    medianMs: spec.steps.map((_, index) => (index === 0 ? null : median(between(index - 1, index)))),
    totalMedianMs: median(between(0, spec.steps.length - 1)),
  };
}

export function funnelOf(events: readonly StoredEvent[], spec: FunnelSpec, range: Range): Group[] {
  const [first] = spec.steps as [Step];
  const [by] = spec.by;
  const users = byUser(matching(events, spec, range))
    .map((own) => ({ attempt: attemptOf(own, spec), value: by === undefined ? null : firstValue(own, first, by) }))
    .filter(({ attempt }) => attempt.length > 0);
  const all = funnelGroup(
    spec,
    users.map((user) => user.attempt),
    [],
  );
  if (by === undefined) return [all];
  const values = [...new Set(users.map((user) => user.value))];
  const groups = values
    .map((value) =>
      funnelGroup(
        spec,
        users.filter((user) => user.value === value).map((user) => user.attempt),
        [value],
      ),
    )
    .sort((a, b) => (b.counts[0] ?? 0) - (a.counts[0] ?? 0) || compareTexts(a.group[0] ?? null, b.group[0] ?? null));
  const shown = groups.slice(0, spec.top);
  if (groups.length <= spec.top) return [all, ...shown];
  const rest = users.filter((user) => !shown.some(({ group }) => group[0] === user.value));
  return [
    all,
    ...shown,
    {
      ...funnelGroup(
        spec,
        rest.map((user) => user.attempt),
        [null],
      ),
      isOther: true,
    },
  ];
}

function firstValue(own: readonly StoredEvent[], step: Step, by: string): string | null {
  const starts = own.filter((event) => isStep(event, step));
  const earliest = Math.min(...starts.map((event) => event.timestamp));
  const values = starts.filter((event) => event.timestamp === earliest).map((event) => textOf(event, by));
  return values.sort(compareTexts)[0] ?? null;
}

/** Nothing comes last. */
function compareTexts(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

const grains = { day: '1d', week: '1w', month: '1M' } as const;

export function retentionOf(
  events: readonly StoredEvent[],
  spec: RetentionSpec,
  { range, now }: { range: Range; now: number },
): RetentionData {
  const grain = grains[spec.period];
  const periods: number[] = [];
  const end = (start: number): number => nextBucket(start, grain, spec.timezone);
  for (let at = bucketStart(range.from, grain, spec.timezone); at < range.to; at = end(at)) periods.push(at);
  const users = byUser(matching(events, spec, { from: 0, to: end(periods[periods.length - 1] ?? 0) })).map((own) => {
    const periodsOf = (step: Step): number[] =>
      own.filter((event) => isStep(event, step)).map((event) => bucketStart(event.timestamp, grain, spec.timezone));
    const starts = periodsOf(spec.start);
    return {
      starts: spec.cohort === 'first' && starts.length > 0 ? [Math.min(...starts)] : starts,
      backs: periodsOf(spec.back),
    };
  });
  const openFrom = periods.find((start) => end(start) > now);
  return {
    kind: 'retention',
    period: spec.period,
    cohorts: periods.map((start, index) => {
      const cohort = users.filter((user) => user.starts.includes(start));
      return {
        start,
        size: cohort.length,
        values: periods
          .slice(index)
          .map((later) => (later > now ? null : cohort.filter((user) => user.backs.includes(later)).length)),
      };
    }),
    ...(openFrom === undefined ? {} : { openFrom }),
  };
}

/** A journey as the names of its steps, the anchor left out, nearest first. */
function journeysOf(own: readonly StoredEvent[], spec: PathsSpec, rankOf: (name: string) => bigint): string[][] {
  const anchorName = spec.anchor.label ?? spec.anchor.event ?? '';
  const isAnchor = (event: StoredEvent): boolean => isStep(event, spec.anchor);
  const late = (event: StoredEvent): number => (isAnchor(event) === (spec.direction === 'after') ? 0 : 1);
  const steps = own
    .filter((event) => isAnchor(event) || textOf(event, spec.of) !== null)
    .map((event) => ({ event, name: textOf(event, spec.of) ?? anchorName }))
    .sort(
      (a, b) =>
        a.event.timestamp - b.event.timestamp ||
        late(a.event) - late(b.event) ||
        (rankOf(a.name) < rankOf(b.name) ? -1 : 1),
    );
  const parts: (typeof steps)[] = [];
  steps.forEach((step, index) => {
    const before = steps[index - 1];
    if (before === undefined || step.event.timestamp - before.event.timestamp > msOf(spec.gap)) parts.push([]);
    parts[parts.length - 1]?.push(step);
  });
  return parts.flatMap((part) => {
    const place = part.findIndex(({ event }) => isAnchor(event));
    if (place < 0) return [];
    const names = part.map(({ name }) => name);
    const side = spec.direction === 'after' ? names.slice(place + 1) : names.slice(0, place).reverse();
    return [side.slice(0, spec.depth)];
  });
}

/** `rankOf` is the order of names among equals: the engine's hash of them. */
export function pathsOf(
  events: readonly StoredEvent[],
  spec: PathsSpec,
  { range, rankOf }: { range: Range; rankOf: (name: string) => bigint },
): Pick<PathsData, 'count' | 'links' | 'flows'> {
  const anchor = spec.anchor.label ?? spec.anchor.event ?? '';
  const journeys = byUser(matching(events, spec, range)).flatMap((own) => journeysOf(own, spec, rankOf));
  const leading = Array.from({ length: spec.depth }, (_, index) => {
    const names = journeys.flatMap((names) => names[index] ?? []);
    const ranked = [...counted(names)].sort((a, b) => b[1] - a[1] || (rankOf(a[0]) < rankOf(b[0]) ? -1 : 1));
    return new Set(ranked.slice(0, spec.top).map(([name]) => name));
  });
  const shown = (name: string, index: number): string => (leading[index]?.has(name) === true ? name : otherStep);
  const links = journeys.flatMap((names) =>
    Array.from({ length: Math.min(names.length + 1, spec.depth) }, (_, index): Omit<PathLink, 'count'> => {
      const [from, to] = [names[index - 1], names[index]];
      return {
        step: index + 1,
        from: from === undefined ? anchor : shown(from, index - 1),
        to: to === undefined ? null : shown(to, index),
      };
    }),
  );
  const flows = [...counted(journeys.map((names) => JSON.stringify(names)))]
    .map(([text, count]) => ({ names: JSON.parse(text) as string[], count }))
    .sort((a, b) => b.count - a.count || a.names.length - b.names.length || compareRanks(a.names, b.names, rankOf))
    .slice(0, 10);
  return {
    count: journeys.length,
    links: [...counted(links.map((link) => JSON.stringify(link)))].map(([text, count]) => ({
      ...(JSON.parse(text) as Omit<PathLink, 'count'>),
      count,
    })),
    flows: flows.map(({ names, count }) => ({ steps: [anchor, ...names], count })),
  };
}

function compareRanks(a: readonly string[], b: readonly string[], rankOf: (name: string) => bigint): number {
  const at = a.findIndex((name, index) => name !== b[index]);
  return at < 0 ? 0 : rankOf(a[at] ?? '') < rankOf(b[at] ?? '') ? -1 : 1;
}

function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
