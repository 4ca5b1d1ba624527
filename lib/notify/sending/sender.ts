import type { ChannelSecrets } from '@/lib/model/channel';
import type { Notification } from '@/lib/model/notification';
import type { ChannelRow } from '@/lib/store/notify-ports';

export type SendOptions = {
  /** The same in every attempt. */
  idempotencyKey: string;
  /** What the channel called the first message of the group; null for the first. */
  thread: string | null;
};

/** The way out of the portal to people. */
export type Sender = {
  /** Secrets in the form in which they are stored. */
  seal(secrets: ChannelSecrets): string;
  /** What was sealed. Throws `internal` when the key of this installation is another one. */
  unseal(sealed: string | null): ChannelSecrets;
  /** Sends once. Resolves to what later messages of the group answer to; null when the channel knows no threads. Throws SendError. */
  send(channel: ChannelRow, message: Notification, options: SendOptions): Promise<{ thread: string | null }>;
  /** Tells a dead man's switch that all is well. Throws SendError. */
  ping(url: string): Promise<void>;
};

/** A message that did not arrive; the text is for people and names no secret. */
export class SendError extends Error {
  constructor(
    message: string,
    /** Whether it is of no use to try again: a wrong address, a refused message. */
    readonly isPermanent: boolean,
    /** When the receiver said so. */
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
    this.name = 'SendError';
  }
}

/** True also for one that another bundle of this module made: the sender lives in the server's, doors in Next's. */
export function isSendError(error: unknown): error is SendError {
  return error instanceof SendError || (error instanceof Error && error.name === 'SendError' && 'isPermanent' in error);
}

/** The receiver is away, slow or limits us; a wrong address or a refused message says nothing about that. */
export const isTransientSendError = (error: unknown): boolean => isSendError(error) && !error.isPermanent;
