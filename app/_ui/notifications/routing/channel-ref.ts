import type { ChannelName } from '@/lib/notify/verbs/list-channel-names';

/** What routing has to know of a channel. */
export type ChannelRef = ChannelName;
