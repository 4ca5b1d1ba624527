import type { FieldError } from '@/lib/errors/app-error';
import type { Routing } from '@/lib/model/routing';
import { matcherFaults } from './matches-all';

/** What is wrong with a routing that its schema cannot see: channels and people that do not exist, expressions that cannot be run. */
export function routingFaults(routing: Routing, channelIds: ReadonlySet<string>): FieldError[] {
  const unknown = (ids: readonly string[], path: string): FieldError[] =>
    ids.flatMap((id, index) =>
      channelIds.has(id) ? [] : [{ path: `${path}.${index}`, reason: 'There is no such channel' }],
    );
  return [
    ...routing.receivers.flatMap(({ channels }, at) => unknown(channels, `receivers.${at}.channels`)),
    ...routing.schedules.flatMap(({ people }, at) =>
      people.flatMap(({ channels }, index) => unknown(channels, `schedules.${at}.people.${index}.channels`)),
    ),
    ...routing.schedules.flatMap(scheduleFaults),
    ...routing.policies.flatMap(({ matchers }, at) => matcherFaults(matchers, `policies.${at}.matchers`)),
    ...routing.inhibitions.flatMap(({ source, target }, at) => [
      ...matcherFaults(source, `inhibitions.${at}.source`),
      ...matcherFaults(target, `inhibitions.${at}.target`),
    ]),
  ];
}

function scheduleFaults({ people, overrides }: Routing['schedules'][number], at: number): FieldError[] {
  return overrides.flatMap(({ person, from, until }, index) => {
    const path = `schedules.${at}.overrides.${index}`;
    const isKnown = people.some(({ name }) => name === person);
    return [
      ...(isKnown ? [] : [{ path: `${path}.person`, reason: 'Nobody of this name is in the schedule' }]),
      ...(Date.parse(from) < Date.parse(until)
        ? []
        : [{ path: `${path}.until`, reason: 'The end lies before the start' }]),
    ];
  });
}
