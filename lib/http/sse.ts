import { frameEvent } from '@/lib/live/encode-frame';
import { failureOf } from '@/lib/live/query-state';
import type { EndReason, LiveHub, LiveSubscription, StreamOwner } from '@/lib/live/hub';
import type { LiveFrame } from '@/lib/model/live-frame';
import type { IncidentSummary } from '@/lib/model/incident';
import { flushSoon } from './flush-soon';
import { MissedIncidents } from './missed-incidents';
import type { StreamWatch } from './stream-watch';

export type StreamInput = {
  owner: StreamOwner;
  watches: readonly StreamWatch[];
  signal: AbortSignal;
  /** Incidents that changed before the stream was open and that the reader may not know; told as soon as they are found. */
  missed?: Promise<readonly IncidentSummary[]> | undefined;
};

/** Bytes that may wait for a reader before it counts as slow. Viewers of one question share them, so they are held once. */
const bufferBytes = 64 * 1024;
const retryMs = 2_000;

/**
 * The frames of some live queries as server-sent events. A slow reader is not buffered for: the hub keeps the newest state
 * of each question for it. Throws AppError rate_limited when the owner has too many streams open.
 */
export function sseResponse(hub: LiveHub, input: StreamInput): Response {
  const stream = new SseStream(hub, input);
  return new Response(stream.body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

class SseStream {
  readonly body: ReadableStream<Uint8Array>;
  private readonly subscription: LiveSubscription;
  private readonly onAbort = () => this.end();
  private readonly signal: AbortSignal;
  private controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  private gathered: Uint8Array[] = [];
  private gatheredBytes = 0;
  private missed: MissedIncidents | null = null;

  constructor(hub: LiveHub, input: StreamInput) {
    this.signal = input.signal;
    const strategy = { highWaterMark: bufferBytes, size: (chunk?: Uint8Array) => chunk?.byteLength ?? 0 };
    this.subscription = hub.subscribe(
      { send: (frame) => this.send(frame), close: (retryInMs, reason) => this.endBy({ retryInMs, reason }) },
      input.owner,
    );
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.controller = controller;
          controller.enqueue(new TextEncoder().encode(`retry: ${retryMs}\n\n`));
        },
        pull: () => this.subscription.drained(),
        cancel: () => this.end(),
      },
      strategy,
    );
    this.signal.addEventListener('abort', this.onAbort, { once: true });
    if (this.signal.aborted) this.end();
    else this.watchAll(input.watches);
    if (input.missed) void this.tellMissed(input.missed);
  }

  private async tellMissed(found: Promise<readonly IncidentSummary[]>): Promise<void> {
    const missed = new MissedIncidents();
    this.missed = missed;
    for (const incident of missed.untold(await found)) this.send({ type: 'incident', incident });
    this.missed = null;
  }

  private watchAll(watches: readonly StreamWatch[]): void {
    for (const watch of watches) {
      if ('question' in watch) this.subscription.watch(watch.id, watch.question, watch.held);
      else this.send({ type: 'failed', id: watch.id, seq: 0, ...failureOf(watch.error) });
    }
  }

  private send(frame: LiveFrame): boolean {
    if (!this.controller) return false;
    this.missed?.note(frame);
    const bytes = frameEvent(frame);
    this.gathered.push(bytes);
    this.gatheredBytes += bytes.byteLength;
    flushSoon(this);
    return (this.controller.desiredSize ?? 0) > this.gatheredBytes;
  }

  /** Hands on what was gathered, in one piece: each piece costs a system call, whatever its size. */
  flush(): void {
    const [only] = this.gathered;
    if (!this.controller || only === undefined) return;
    const piece = this.gathered.length === 1 ? only : Buffer.concat(this.gathered, this.gatheredBytes);
    this.gathered = [];
    this.gatheredBytes = 0;
    this.controller.enqueue(piece);
  }

  private endBy({ retryInMs, reason }: { retryInMs: number; reason: EndReason }): void {
    // What waits for a reader that takes nothing would keep its connection open for good; so it is thrown away.
    if (reason === 'stalled')
      this.controller?.error(new DOMException('The reader took nothing for too long.', 'AbortError'));
    this.end({ type: 'closing', retryInMs });
  }

  private end(last?: LiveFrame): void {
    const { controller } = this;
    if (!controller) return;
    this.signal.removeEventListener('abort', this.onAbort);
    this.subscription.close();
    try {
      if (last) this.gathered.push(frameEvent(last));
      this.gatheredBytes += last ? frameEvent(last).byteLength : 0;
      this.flush();
      controller.close();
    } catch {
      // The stream has been cancelled or given up already: there is nothing left to close, and nobody to tell.
    }
    this.controller = null;
    this.gathered = [];
  }
}
