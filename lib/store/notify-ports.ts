import type { Alert } from '@/lib/model/incident';
import type { ChannelSettings, SecretName } from '@/lib/model/channel';
import type { Delivery, DeliveryStatus } from '@/lib/model/notification';
import type { Severity } from '@/lib/model/severity';
import type { Silence } from '@/lib/model/silence';
import type { Lease } from './alert-ports';

export type SilenceStore = {
  find(workspaceId: string, id: string): Promise<Silence | null>;
  /** Those that end after this moment, and with `0` all that are kept; newest end last. */
  list(workspaceId: string, endsAfter: number): Promise<Silence[]>;
  insert(silence: Silence): Promise<void>;
  update(workspaceId: string, id: string, change: Partial<Omit<Silence, 'id' | 'workspaceId'>>): Promise<void>;
  purge(before: number): Promise<number>;
};

export type ChannelRow = {
  id: string;
  workspaceId: string;
  name: string;
  isEnabled: boolean;
  settings: ChannelSettings;
  /** Encrypted; null without any. */
  secrets: string | null;
  secretNames: SecretName[];
  createdAt: number;
  updatedAt: number;
};
export type ChannelStore = {
  find(workspaceId: string, id: string): Promise<ChannelRow | null>;
  /** By name. */
  list(workspaceId: string): Promise<ChannelRow[]>;
  /** Throws `conflict` when the name is taken. */
  insert(row: ChannelRow): Promise<void>;
  update(workspaceId: string, id: string, change: Partial<Omit<ChannelRow, 'id' | 'workspaceId'>>): Promise<void>;
  remove(workspaceId: string, id: string): Promise<boolean>;
};

/** Alerts that are told together. */
export type NotificationGroup = {
  id: string;
  workspaceId: string;
  policy: string;
  key: string;
  labels: Record<string, string>;
  incidentId: string | null;
  openedAt: number;
  /** When it is looked at next; null when all is told and over. */
  dueAt: number | null;
  notifiedAt: number | null;
  /** Steps of its policy that were told. */
  steps: number;
  /** When the next step is told unless somebody acknowledges; null when none is to come. */
  nextStepAt: number | null;
  /** Why it was held back when last looked at. */
  heldBack: string[];
  /** Per channel, what it calls the message that later ones answer to. */
  threads: Record<string, string>;
};
export type GroupMember = {
  alert: Alert;
  told: 'firing' | 'resolved' | null;
  /** The highest severity as which it was told. */
  toldSeverity: Severity | null;
};
export type NotificationGroupStore = {
  find(id: string): Promise<NotificationGroup | null>;
  /** The group of a policy and key; made when there is none. One that is over is opened anew with the given times. */
  open(
    group: Omit<NotificationGroup, 'notifiedAt' | 'steps' | 'nextStepAt' | 'heldBack' | 'threads'>,
  ): Promise<NotificationGroup>;
  listByIncident(workspaceId: string, incidentId: string): Promise<NotificationGroup[]>;
  addMembers(groupId: string, alertIds: readonly string[]): Promise<void>;
  removeMembers(groupId: string, alertIds: readonly string[]): Promise<void>;
  /** Oldest first; of those that are told and over the newest 100. */
  members(groupId: string): Promise<GroupMember[]>;
  /** The groups that alerts are in. */
  groupsOf(alertIds: readonly string[]): Promise<{ alertId: string; groupId: string }[]>;
  /** A severity that is not given stays. */
  setTold(
    groupId: string,
    alertIds: readonly string[],
    change: { told: GroupMember['told']; toldSeverity?: Severity },
  ): Promise<void>;
  /** Makes groups due at the latest at this time. Those that are over stay so. */
  wake(ids: readonly string[], at: number): Promise<void>;

  /** With the time at which they were due. */
  claimDue(lease: Lease): Promise<NotificationGroup[]>;
  nextDueAt(now: number): Promise<number | null>;
  /** Ends the lease. False when somebody else has it: then nothing is written. */
  finish(
    id: string,
    token: string,
    change: Pick<NotificationGroup, 'dueAt' | 'notifiedAt' | 'steps' | 'nextStepAt' | 'heldBack'>,
  ): Promise<boolean>;
  /** Changes a group whoever has it, and ends the lease: what is being decided about the group as it was is undone. */
  update(id: string, change: Pick<NotificationGroup, 'dueAt' | 'notifiedAt' | 'steps' | 'nextStepAt'>): Promise<void>;
  /** Ends the groups of all other policies than these: nothing is due there, nothing is held back, and nobody is told. */
  closeOthers(workspaceId: string, policies: readonly string[]): Promise<void>;
  setThread(id: string, channelId: string, thread: string): Promise<void>;
};

export type DeliveryQuery = { status?: DeliveryStatus; incidentId?: string; channelId?: string; limit: number };
export type DeliveryStore = {
  find(workspaceId: string, id: string): Promise<Delivery | null>;
  /** Newest first. */
  list(workspaceId: string, query: DeliveryQuery): Promise<Delivery[]>;
  count(workspaceId: string): Promise<Record<DeliveryStatus, number>>;
  /** One whose idempotency key is there already is left out. */
  insert(deliveries: readonly Delivery[]): Promise<void>;
  /** The channels that were told something of a group at or after this moment, Unix ms. */
  channelsOf(groupId: string, since: number): Promise<string[]>;
  /** Of every workspace: how many wait, and since when the oldest of them does. */
  queue(): Promise<{ waiting: number; oldestAt: number | null }>;
  /** Queued ones whose time has come, oldest first; of those of one group to one channel only the first, and none to `notTo`. */
  claimDue(lease: Lease & { notTo?: readonly string[] }): Promise<Delivery[]>;
  nextDueAt(now: number, notTo?: readonly string[]): Promise<number | null>;
  /** Ends the lease. False when somebody else has it. */
  finish(
    id: string,
    token: string,
    change: Pick<Delivery, 'status' | 'attempts' | 'nextAttemptAt' | 'lastError' | 'sentAt'>,
  ): Promise<boolean>;
  /** Queues one again that is dead or discarded. */
  requeue(workspaceId: string, id: string, at: number): Promise<boolean>;
  discard(workspaceId: string, id: string): Promise<boolean>;
  /** Of what was sent or discarded, and of dead ones, older than this. */
  purge(before: number): Promise<number>;
};
