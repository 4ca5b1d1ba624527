import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { AppError, toAppError } from '@/lib/errors/app-error';
import { frameMessage } from '@/lib/live/encode-frame';
import type { EndReason, LiveHub, LiveSubscription, StreamOwner } from '@/lib/live/hub';
import { failureOf } from '@/lib/live/query-state';
import type { ErrorFrame, LiveFrame } from '@/lib/model/live-frame';
import { minuteMs, secondMs } from '@/lib/time/duration';
import { flushSoon } from './flush-soon';
import { MessageRate, type RateLimit } from './message-rate';
import { watchOf } from './stream-watch';
import { readWsMessage, type WsMessage } from './ws-message';

export type WsStreamInput = { owner: StreamOwner; now: () => number; rate?: RateLimit };

/** Bytes that may wait for a reader before it counts as slow. */
const bufferBytes = 64 * 1024;
/** A page with 64 panels subscribes to all of them at once. */
const defaultRate: RateLimit = { burst: 200, perSecond: 20 };
/** Who goes on like this has been told, and does not listen. */
const maxIgnored = 500;
/** Pings go out with the heartbeats, every 15 s; whoever answers none for so long is gone. */
const deadMs = minuteMs;
/** A closing handshake that is not answered does not hold the connection longer than this. */
const closeTimeoutMs = 5 * secondMs;
// RFC 6455, section 7.4.1, and the IANA registry of close codes.
const closeCodes = { stopping: 1012, too_old: 1001, stalled: 1001, no_access: 1008 } as const satisfies Record<
  EndReason,
  number
>;
const policyViolation = 1008;

/**
 * One WebSocket on the hub: messages in, the frames of its subscriptions out. Like an event stream it is not buffered for
 * when its reader is slow. Throws AppError rate_limited when the owner has too many streams open.
 */
export class WsStream {
  private readonly subscription: LiveSubscription;
  private readonly rate: MessageRate;
  private ws: WebSocket | null = null;
  private heardAt: number;
  private ignored = 0;
  private isCorked = false;

  constructor(
    hub: LiveHub,
    private readonly socket: Duplex,
    private readonly input: WsStreamInput,
  ) {
    this.heardAt = input.now();
    this.rate = new MessageRate(input.rate ?? defaultRate, this.heardAt);
    this.subscription = hub.subscribe(
      { send: (frame) => this.send(frame), close: (retryInMs, reason) => this.endBy(retryInMs, reason) },
      input.owner,
    );
    // Before the handshake, which may fail.
    socket.once('close', () => this.subscription.close());
    socket.on('drain', () => this.subscription.drained());
  }

  /** The handshake is done; has to be called in the same turn, before the first frame. */
  open(ws: WebSocket): void {
    this.ws = ws;
    ws.on('message', (data, isBinary) => this.onMessage(data, isBinary));
    ws.on('pong', () => (this.heardAt = this.input.now()));
    // Faults of the protocol: ws closes with the code that says which, and there is nobody to tell.
    ws.on('error', () => undefined);
    ws.once('close', () => this.subscription.close());
  }

  /** Hands on what was gathered in this turn, in one piece. */
  flush(): void {
    if (!this.isCorked) return;
    this.isCorked = false;
    this.socket.uncork();
  }

  private send(frame: LiveFrame): boolean {
    const { ws } = this;
    if (ws?.readyState !== 1) return false;
    if (frame.type === 'heartbeat' && !this.ping(ws)) return false;
    this.cork();
    ws.send(frameMessage(frame), { binary: false });
    return ws.bufferedAmount < bufferBytes;
  }

  private cork(): void {
    if (this.isCorked) return;
    this.isCorked = true;
    this.socket.cork();
    flushSoon(this);
  }

  private ping(ws: WebSocket): boolean {
    if (this.input.now() - this.heardAt < deadMs) {
      ws.ping();
      return true;
    }
    ws.terminate();
    return false;
  }

  private onMessage(data: RawData, isBinary: boolean): void {
    const now = this.input.now();
    this.heardAt = now;
    if (!this.rate.take(now)) return this.ignore();
    this.ignored = 0;
    try {
      if (isBinary) throw new AppError('invalid_input', 'Messages must be text, not binary.');
      this.act(readWsMessage(textOf(data)));
    } catch (thrown) {
      const error = toAppError(thrown);
      const id = typeof error.detail === 'string' ? error.detail : undefined;
      this.sendError({ type: 'error', ...(id !== undefined && { id }), ...failureOf(error) });
    }
  }

  private act(message: WsMessage): void {
    if (message.type === 'unsubscribe') return this.subscription.unwatch(message.id);
    const watch = watchOf(this.input.owner.workspaceId, message);
    try {
      if ('error' in watch) throw watch.error;
      this.subscription.watch(watch.id, watch.question, watch.held);
    } catch (thrown) {
      this.subscription.unwatch(watch.id);
      this.send({ type: 'failed', id: watch.id, seq: 0, ...failureOf(toAppError(thrown)) });
    }
  }

  /** Answers once, as an answer for each message would double what there is too much of. */
  private ignore(): void {
    this.ignored += 1;
    if (this.ignored > maxIgnored) this.ws?.close(policyViolation, 'too many messages');
    else if (this.ignored === 1)
      this.sendError({
        type: 'error',
        code: 'rate_limited',
        message: 'Too many messages: those that came too soon are ignored.',
        retryInMs: secondMs,
      });
  }

  /** Answers to a reader that sends and does not read would be a buffer that grows, so they are left out. */
  private sendError(frame: ErrorFrame): void {
    if (this.ws?.readyState !== 1 || this.ws.bufferedAmount >= bufferBytes) return;
    this.ws.send(JSON.stringify(frame));
  }

  private endBy(retryInMs: number, reason: EndReason): void {
    const { ws } = this;
    if (ws?.readyState !== 1 || reason === 'stalled') {
      this.socket.destroy();
      return;
    }
    ws.send(frameMessage({ type: 'closing', retryInMs }));
    ws.close(closeCodes[reason], `retry in ${retryInMs} ms`);
    this.flush();
    const timer = setTimeout(() => ws.terminate(), closeTimeoutMs);
    timer.unref();
    ws.once('close', () => clearTimeout(timer));
  }
}

const textOf = (data: RawData): string =>
  Array.isArray(data) ? Buffer.concat(data).toString('utf8') : Buffer.from(data as Buffer).toString('utf8');
