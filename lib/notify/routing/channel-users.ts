import type { Routing } from '@/lib/model/routing';

/** Which parts of the routing send to a channel: schedules, receivers and the policies that name these. */
export function channelUsers(routing: Routing, channelId: string): string[] {
  const schedules = routing.schedules.filter(({ people }) =>
    people.some(({ channels }) => channels.includes(channelId)),
  );
  const receivers = routing.receivers.filter(
    (receiver) =>
      receiver.channels.includes(channelId) ||
      receiver.schedules.some((name) => schedules.some((schedule) => schedule.name === name)),
  );
  const policies = routing.policies.filter(({ steps }) =>
    steps.some((step) => receivers.some(({ name }) => name === step.receiver)),
  );
  return [
    ...policies.map(({ name }) => `policy "${name}"`),
    ...receivers.map(({ name }) => `receiver "${name}"`),
    ...schedules.map(({ name }) => `schedule "${name}"`),
  ];
}
