import type { IncidentStatus } from './incident';
import type { Severity } from './severity';

export type NotifiedAlert = {
  id: string;
  status: 'firing' | 'resolved';
  labels: Record<string, string>;
  annotations: Record<string, string>;
  /** Unix ms; `endsAt` is null while it fires. */
  startsAt: number;
  endsAt: number | null;
  value: number | null;
  /** The numbers that decided, in one sentence. */
  because: string;
  /** Alertmanager's: FNV-1a of the labels, 16 hex digits. */
  fingerprint: string;
  /** The rule of this portal that fired; without one it comes from another system, which may have written anything. */
  ruleId?: string | null;
  /** The page of its rule, or where another system computed it. */
  generatorUrl: string | null;
};

/** One message before it is written in the form of its channel. Plain values: it is stored until it was sent. */
export type Notification = {
  workspace: { id: string; name: string };
  /** What it is sent for. An `escalation` goes to the next step without a change in the alerts. */
  occasion: 'new' | 'changed' | 'repeat' | 'escalation' | 'resolved' | 'test';
  policy: string;
  receiver: string;
  status: 'firing' | 'resolved';
  /** The same for all messages of one group: threads and deduplication keys are made from it. */
  groupKey: string;
  groupLabels: Record<string, string>;
  /** The incident of the newest alert; null only in tests of channels. */
  incident: {
    id: string;
    number: number;
    title: string;
    severity: Severity;
    status: IncidentStatus;
    url: string;
  } | null;
  /** Firing ones first. */
  alerts: NotifiedAlert[];
  /** The picture of the newest alert's question when it fired: SVG text. */
  chartSvg: string | null;
  at: number;
};

export const deliveryStatuses = ['queued', 'sent', 'dead', 'discarded'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** One message to one channel: the outbox while it waits, the log afterwards. Times are Unix ms. */
export type Delivery = {
  id: string;
  workspaceId: string;
  channelId: string;
  /** Null for tests. */
  groupId: string | null;
  incidentId: string | null;
  /** The same in every attempt, so that a receiver can drop a repeat. */
  idempotencyKey: string;
  message: Notification;
  status: DeliveryStatus;
  attempts: number;
  nextAttemptAt: number;
  lastError: string | null;
  createdAt: number;
  sentAt: number | null;
};
