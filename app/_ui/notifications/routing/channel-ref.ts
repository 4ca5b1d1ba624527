import type { Channel, ChannelKind } from '@/lib/model/channel';

/** What routing has to know of a channel. */
export type ChannelRef = { id: string; name: string; isEnabled: boolean; kind: ChannelKind };

export const channelRef = ({ id, name, isEnabled, settings }: Channel): ChannelRef => ({
  id,
  name,
  isEnabled,
  kind: settings.kind,
});
