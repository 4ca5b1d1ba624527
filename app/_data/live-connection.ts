import type { LiveFrame } from '@/lib/model/live-frame';

/** `connecting`: not yet, or again after a short break. `offline`: the portal cannot be reached; it is still tried. */
export type Connection = 'connecting' | 'live' | 'offline';

/** The part of EventSource that is used, so that tests can stand in for it. */
export type StreamLike = {
  onmessage: ((event: MessageEvent<string>) => void) | null;
  onerror: ((event: Event) => void) | null;
  close(): void;
};

export type ConnectionDeps = {
  openStream: (url: string) => StreamLike;
  /** Asked anew for each stream, so that it names what has been received so far. */
  url: () => string;
  onFrame: (frame: LiveFrame) => void;
  onConnection: (connection: Connection) => void;
  random: () => number;
};

const firstRetryMs = 1_000;
const maxRetryMs = 30_000;
/** A portal that said it restarts is looked for more often, and its absence is no news, for about a minute. */
const maxRestartRetryMs = 3_000;
const restartTries = 25;
/** Three heartbeats: a stream that is silent for longer is dead, though the browser may not know yet. */
const silenceMs = 45_000;

/**
 * One stream that is always there. A changed URL opens the next stream first and closes the last one when the next one
 * speaks, so nothing is missed in between. It reconnects by itself with doubling pauses, spread at random.
 */
export class LiveConnection {
  private stream: StreamLike | null = null;
  private next: StreamLike | null = null;
  private failures = 0;
  /** How many failures in a row are the restart that the portal has announced. */
  private expected = 0;
  private retry: ReturnType<typeof setTimeout> | null = null;
  private silence: ReturnType<typeof setTimeout> | null = null;
  private readonly onOnline = () => {
    if (this.stream === null) this.restart();
  };

  constructor(private readonly deps: ConnectionDeps) {}

  stop(): void {
    window.removeEventListener('online', this.onOnline);
    this.drop();
  }

  /** Opens a stream to the current URL; the running one goes on until the new one speaks. */
  open(): void {
    window.addEventListener('online', this.onOnline);
    this.cancelRetry();
    this.next?.close();
    const stream = this.deps.openStream(this.deps.url());
    this.next = stream;
    stream.onmessage = (event) => this.onMessage(stream, event);
    stream.onerror = () => this.onError(stream);
    this.watchSilence();
  }

  private onMessage(stream: StreamLike, event: MessageEvent<string>): void {
    if (stream === this.next) this.takeOver(stream);
    if (stream !== this.stream) return;
    this.watchSilence();
    const frame = JSON.parse(event.data) as LiveFrame;
    if (frame.type === 'closing') this.comeBackIn(frame.retryInMs);
    else this.deps.onFrame(frame);
  }

  private takeOver(stream: StreamLike): void {
    this.stream?.close();
    this.stream = stream;
    this.next = null;
    this.failures = 0;
    this.expected = 0;
    this.deps.onConnection('live');
  }

  private onError(stream: StreamLike): void {
    // The browser would try again at a fixed pace and with the old URL.
    stream.close();
    if (stream !== this.stream && stream !== this.next) return;
    if (stream === this.next) this.next = null;
    if (stream === this.stream) this.stream = null;
    this.failures += 1;
    const isNews = this.failures > Math.max(1, this.expected) || !navigator.onLine;
    if (this.stream === null) this.deps.onConnection(isNews ? 'offline' : 'connecting');
    if (this.next === null) this.retryIn(this.backoffMs());
  }

  private backoffMs(): number {
    const maxMs = this.failures <= this.expected ? maxRestartRetryMs : maxRetryMs;
    const fullMs = Math.min(firstRetryMs * 2 ** (this.failures - 1), maxMs);
    return fullMs * (0.5 + this.deps.random() / 2);
  }

  private comeBackIn(ms: number): void {
    this.drop();
    this.expected = restartTries;
    this.deps.onConnection('connecting');
    this.retryIn(ms);
  }

  private restart(): void {
    this.failures = 0;
    this.drop();
    this.deps.onConnection('connecting');
    this.open();
  }

  private drop(): void {
    this.cancelRetry();
    if (this.silence !== null) clearTimeout(this.silence);
    this.stream?.close();
    this.next?.close();
    this.stream = null;
    this.next = null;
  }

  private retryIn(ms: number): void {
    this.cancelRetry();
    this.retry = setTimeout(() => this.open(), ms);
  }

  private cancelRetry(): void {
    if (this.retry !== null) clearTimeout(this.retry);
    this.retry = null;
  }

  private watchSilence(): void {
    if (this.silence !== null) clearTimeout(this.silence);
    this.silence = setTimeout(() => this.restart(), silenceMs);
  }
}
