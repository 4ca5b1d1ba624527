import type { OnCallSchedule, Policy, Receiver, Routing } from '@/lib/model/routing';

/** The list with an item in its place; without a place it comes last. */
export const placed = <T>(list: readonly T[], at: number | null, item: T): T[] =>
  at === null ? [...list, item] : list.map((old, index) => (index === at ? item : old));

export const without = <T>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at);

/** The list with one item moved by so many places, as far as the list goes. */
export function moved<T>(list: readonly T[], at: number, by: number): T[] {
  const next = [...list];
  const to = Math.max(0, Math.min(list.length - 1, at + by));
  next.splice(to, 0, ...next.splice(at, 1));
  return next;
}

/** `name`, or `name 2`, `name 3` … when it is taken. */
export function freeName(name: string, taken: readonly { name: string }[]): string {
  const isTaken = (text: string): boolean => taken.some((other) => other.name === text);
  if (!isTaken(name)) return name;
  let count = 2;
  while (isTaken(`${name} ${count}`)) count += 1;
  return `${name} ${count}`;
}

/** A copy of a policy right below it, where it can be told from the first by its name only. */
export function withCopy(routing: Routing, at: number): Routing {
  const policy = routing.policies[at];
  if (!policy) return routing;
  const copy = { ...structuredClone(policy), name: freeName(policy.name, routing.policies) };
  const policies = [...routing.policies];
  policies.splice(at + 1, 0, copy);
  return { ...routing, policies };
}

/** Puts a receiver in its place; policies that name it follow a new name. */
export function withReceiver(routing: Routing, at: number | null, receiver: Receiver): Routing {
  const old = at === null ? undefined : routing.receivers[at]?.name;
  const renamed = (name: string): string => (name === old ? receiver.name : name);
  const policies = routing.policies.map((policy) => ({
    ...policy,
    steps: policy.steps.map((step) => ({ ...step, receiver: renamed(step.receiver) })),
  }));
  return { ...routing, receivers: placed(routing.receivers, at, receiver), policies };
}

/** Puts a schedule in its place; receivers that name it follow a new name, and who stands in goes with the people. */
export function withSchedule(routing: Routing, at: number | null, next: OnCallSchedule): Routing {
  const before = at === null ? undefined : routing.schedules[at];
  const old = before?.name;
  const schedule = before ? withStandIns(before, next) : next;
  const receivers = routing.receivers.map((receiver) => ({
    ...receiver,
    schedules: receiver.schedules.map((name) => (name === old ? schedule.name : name)),
  }));
  return { ...routing, schedules: placed(routing.schedules, at, schedule), receivers };
}

/** Those who were renamed in their place go on standing in; those of people who are gone end. */
function withStandIns(before: OnCallSchedule, next: OnCallSchedule): OnCallSchedule {
  const isThere = (person: string, { people }: OnCallSchedule) => people.some(({ name }) => name === person);
  const nameOf = (person: string): string => {
    const renamed = next.people[before.people.findIndex(({ name }) => name === person)]?.name;
    return isThere(person, next) || renamed === undefined || isThere(renamed, before) ? person : renamed;
  };
  const overrides = next.overrides
    .map((override) => ({ ...override, person: nameOf(override.person) }))
    .filter(({ person }) => isThere(person, next));
  return { ...next, overrides };
}

/** Takes a receiver away, and the steps that would tell it. */
export function withoutReceiver(routing: Routing, at: number): Routing {
  const gone = routing.receivers[at]?.name;
  const policies = routing.policies.map((policy) => ({
    ...policy,
    steps: policy.steps.filter(({ receiver }) => receiver !== gone),
  }));
  return { ...routing, receivers: without(routing.receivers, at), policies };
}

export function withoutSchedule(routing: Routing, at: number): Routing {
  const gone = routing.schedules[at]?.name;
  const receivers = routing.receivers.map((receiver) => ({
    ...receiver,
    schedules: receiver.schedules.filter((name) => name !== gone),
  }));
  return { ...routing, schedules: without(routing.schedules, at), receivers };
}

export const policiesWith = ({ policies }: Routing, receiver: string): string[] =>
  policies.filter(({ steps }) => steps.some((step) => step.receiver === receiver)).map(({ name }) => name);

export const receiversWith = ({ receivers }: Routing, schedule: string): string[] =>
  receivers.filter(({ schedules }) => schedules.includes(schedule)).map(({ name }) => name);

/** A policy as it begins: with the waits that most teams use. */
export const newPolicy = (routing: Routing): Policy => ({
  name: freeName('New policy', routing.policies),
  matchers: [],
  groupBy: 'incident',
  groupWait: '30s',
  groupInterval: '5m',
  repeatInterval: '4h',
  steps: [{ after: '0s', receiver: routing.receivers[0]?.name ?? '' }],
  continue: false,
});

/** Whether no policy tells anybody of anything. */
export const tellsNobody = ({ policies }: Pick<Routing, 'policies'>): boolean =>
  policies.every(({ steps }) => steps.length === 0);

/** The shortest way from a channel to somebody who is told: one receiver with it, and one policy for everything. */
export function startWith(routing: Routing, channel: { id: string; name: string }): Routing {
  const known = routing.receivers.find(({ channels }) => channels.includes(channel.id));
  const receiver = known ?? { name: freeName(channel.name, routing.receivers), channels: [channel.id], schedules: [] };
  const steps = [{ after: '0s', receiver: receiver.name }];
  const open = routing.policies.findIndex(({ matchers }) => matchers.length === 0);
  const policy = routing.policies[open] ?? { ...newPolicy(routing), name: freeName('Everything', routing.policies) };
  return {
    ...routing,
    receivers: known ? routing.receivers : [...routing.receivers, receiver],
    policies: placed(routing.policies, open < 0 ? null : open, { ...policy, steps }),
  };
}
