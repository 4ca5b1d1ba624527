import type { Receiver, Routing } from '@/lib/model/routing';
import type { ChannelRow } from '@/lib/store/notify-ports';
import { onCallAt } from './on-call';

/** The channels of a receiver at a time, without repeats, and why others of it cannot be used. */
export type Reach = { channelIds: string[]; faults: string[]; onCall: string[] };

export function reachOf(
  receiver: Receiver,
  { routing, channels, now }: { routing: Pick<Routing, 'schedules'>; channels: readonly ChannelRow[]; now: number },
): Reach {
  const faults: string[] = [];
  const shifts = receiver.schedules
    .flatMap((name) => routing.schedules.find((one) => one.name === name) ?? [])
    .map((schedule) => {
      const shift = onCallAt(schedule, now);
      if (shift.channels.length === 0)
        faults.push(`${shift.person} is on call in "${schedule.name}" and has no channel`);
      return shift;
    });
  const wanted = new Set([...receiver.channels, ...shifts.flatMap((shift) => shift.channels)]);
  const channelIds = [...wanted].filter((id) => {
    const channel = channels.find((one) => one.id === id);
    if (channel === undefined) faults.push(`A channel of "${receiver.name}" does not exist any more`);
    else if (!channel.isEnabled) faults.push(`The channel "${channel.name}" is switched off`);
    return channel?.isEnabled === true;
  });
  if (wanted.size === 0 && faults.length === 0) faults.push(`The receiver "${receiver.name}" has no channels`);
  return { channelIds, faults, onCall: shifts.map(({ person }) => person) };
}

/** All receivers of a workspace, by name. */
export const reachOfAll = (
  routing: Pick<Routing, 'schedules' | 'receivers'>,
  rest: { channels: readonly ChannelRow[]; now: number },
): Map<string, Reach> =>
  new Map(routing.receivers.map((receiver) => [receiver.name, reachOf(receiver, { routing, ...rest })]));
