import type { ChannelKind, ChannelSecrets, SettingsOf } from '@/lib/model/channel';
import type { Notification } from '@/lib/model/notification';
import type { HttpClient } from '@/lib/notify/transport/http-client';
import type { GuardOptions } from '@/lib/notify/transport/guard';
import type { Clock } from '@/lib/time/clock';

/** One message on its way to one channel. */
export type Parcel<K extends ChannelKind> = {
  settings: SettingsOf<K>;
  secrets: ChannelSecrets;
  message: Notification;
  idempotencyKey: string;
  thread: string | null;
};

/** What a channel may use to send. */
export type Outlet = {
  http: HttpClient;
  guard: GuardOptions;
  clock: Clock;
  /** The picture of a message, PNG; null without one. */
  chart: (svg: string | null) => Promise<Buffer | null>;
};

/** Sends once and resolves to the thread, null when the channel knows none. Throws SendError. */
export type Deliver<K extends ChannelKind> = (parcel: Parcel<K>, outlet: Outlet) => Promise<string | null>;
