import type { Services } from '@/lib/context';
import { inTime } from '@/lib/time/in-time';
import { beginDue } from './send-due';

/** A channel with so many messages on their way gets no further one until one of them has ended. */
const mostPerChannel = 4;
const mostAtOnce = 100;
const mostPerTurn = 20;

/**
 * Messages on their way, each on its own: a receiver that never answers holds up those to itself, and nobody else's.
 * `onEnd` is told of each that has ended, when there is room again.
 */
export class Outbox {
  private readonly perChannel = new Map<string, number>();
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly services: Services,
    private readonly onEnd: () => void,
  ) {}

  /** Channels that have enough to do. */
  busy(): string[] {
    return [...this.perChannel].filter(([, count]) => count >= mostPerChannel).map(([id]) => id);
  }

  /** Begins to send what is due. Resolves to how many that were. */
  async begin(): Promise<number> {
    const limit = Math.min(mostPerTurn, mostAtOnce - this.running.size);
    if (limit <= 0) return 0;
    const begun = await beginDue(this.services, { limit, notTo: this.busy() });
    for (const { channelId, sent } of begun) {
      this.perChannel.set(channelId, (this.perChannel.get(channelId) ?? 0) + 1);
      this.running.add(sent);
      void sent.then(() => this.ended(channelId, sent));
    }
    return begun.length;
  }

  /** Resolves when everything that is on its way has ended, at most after this long: what hangs is sent again by its lease. */
  async finish(withinMs: number): Promise<void> {
    await inTime(Promise.all(this.running), { ms: withinMs, late: null });
  }

  get isFull(): boolean {
    return this.running.size >= mostAtOnce;
  }

  private ended(channelId: string, sent: Promise<void>): void {
    this.running.delete(sent);
    const left = (this.perChannel.get(channelId) ?? 1) - 1;
    if (left > 0) this.perChannel.set(channelId, left);
    else this.perChannel.delete(channelId);
    this.onEnd();
  }
}
