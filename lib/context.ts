import type { Logger } from 'pino';
import type { AccountParts } from '@/lib/auth/account-parts';
import type { Admission } from '@/lib/breaker/admission';
import type { Breakers } from '@/lib/breaker/breakers';
import type { ResultCache } from '@/lib/cache/result-cache';
import type { EmbedDesk } from '@/lib/embed/access/embed-desk';
import type { Engine } from '@/lib/engine/engine';
import type { LiveHub } from '@/lib/live/hub';
import type { Actor } from '@/lib/model/actor';
import type { Mailer } from '@/lib/notify/mail/mail';
import type { Sender } from '@/lib/notify/sending/sender';
import type { Spool } from '@/lib/spool/spool';
import type { Store } from '@/lib/store/store';
import type { Metrics } from '@/lib/telemetry/metrics';
import type { Clock } from '@/lib/time/clock';

/** The long-lived parts of the process; made once by runtime/boot. Types only: verbs receive it, nobody imports it. */
export type Services = {
  clock: Clock;
  /** The portal's data folder, absolute; imports keep their uploads in it. */
  dataDir: string;
  /** A fresh random id, 21 URL-safe characters. */
  newId: () => string;
  /** Records a measurement of the portal itself as an event of the system workspace; `value` in milliseconds. Never throws. */
  observe: (
    name: 'portal.request' | 'portal.query' | 'portal.evaluation' | 'portal.delivery',
    value: number,
    properties: Record<string, string | number>,
  ) => void;
  log: Logger;
  metrics: Metrics;
  engine: Engine;
  store: Store;
  cache: ResultCache;
  /** Drawn charts and other files made of answers; apart, so that many of them never push out the answers. */
  images: ResultCache;
  breakers: Breakers;
  /** Whose turn it is at the engine; every question that is read from it goes through here. */
  admission: Admission;
  live: LiveHub;
  spool: Spool;
  sender: Sender;
  /** The portal's own mails to people: invitations, new passwords. */
  mail: Mailer;
  /** What sign-in and accounts keep in the process: open sessions, limits of attempts. */
  account: AccountParts;
  /** Who may look at what is embedded elsewhere. */
  embeds: EmbedDesk;
  /** Where people open the portal, without a slash at the end. */
  publicUrl: string;
};

/** What every verb gets first: the services and who is asking. */
export type Context = Services & {
  actor: Actor;
  requestId: string;
  /** Aborted when the client goes away. */
  signal?: AbortSignal;
};
