import type { Notification } from '@/lib/model/notification';
import type { Policy } from '@/lib/model/routing';
import type { GroupMember, NotificationGroup } from '@/lib/store/notify-ports';
import type { Incidents } from './group-facts';
import type { Mute } from './mutes';
import type { Reach } from '@/lib/notify/routing/reach';
import type { ToldChange } from './told-changes';

/** All that decides what is told about a group now. */
export type Look = {
  now: number;
  /** `dueAt` is when it was due. */
  group: Pick<
    NotificationGroup,
    'incidentId' | 'openedAt' | 'dueAt' | 'notifiedAt' | 'steps' | 'nextStepAt' | 'heldBack'
  >;
  policy: Policy;
  members: readonly GroupMember[];
  /** Of all members. */
  incidents: Incidents;
  /** Per alert id. */
  mutes: ReadonlyMap<string, Mute>;
  /** Per name of a receiver. */
  reach: ReadonlyMap<string, Reach>;
};
export type Tell = {
  occasion: Exclude<Notification['occasion'], 'test'>;
  /** Steps of the policy, or everybody who was told before. */
  to: { from: number; until: number } | 'told';
  firing: GroupMember[];
  resolved: GroupMember[];
  /** Whether channels that want no resolved messages need not hear of it. */
  isOnlyEnd: boolean;
  /** Whether somebody asked for it, who is in the timeline already. */
  isByHand?: boolean;
};
export type Decision = {
  tells: Tell[];
  /** Why something that is to be told is not told now; for people, sorted. */
  heldBack: string[];
  told: ToldChange[];
  group: Pick<NotificationGroup, 'dueAt' | 'notifiedAt' | 'steps' | 'nextStepAt'>;
};

/** What a look has found so far. */
export type Draft = Decision & { again: number[] };
