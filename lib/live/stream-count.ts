import { AppError } from '@/lib/errors/app-error';
import { secondMs } from '@/lib/time/duration';
import type { StreamOwner } from './hub';

/** How many streams may be open at once. */
export type StreamLimits = { perWorkspace: number; perActor: number };

const defaults: StreamLimits = { perWorkspace: 5_000, perActor: 2_000 };

/** Counts open streams by workspace and by who opened them. */
export class StreamCount {
  private readonly counts = new Map<string, number>();
  private readonly limits: StreamLimits;

  constructor(limits: Partial<StreamLimits>) {
    this.limits = { ...defaults, ...limits };
  }

  /** Throws AppError rate_limited at a limit. */
  add(owner: StreamOwner): void {
    for (const { key, limit, who } of this.slots(owner)) {
      if ((this.counts.get(key) ?? 0) < limit) continue;
      const message = `${who} has ${limit} live streams open, which is the limit. Close some, for example tabs that are not used.`;
      throw new AppError('rate_limited', message, { retryAfterMs: 30 * secondMs });
    }
    for (const { key } of this.slots(owner)) this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  remove(owner: StreamOwner): void {
    for (const { key } of this.slots(owner)) {
      const left = (this.counts.get(key) ?? 0) - 1;
      if (left > 0) this.counts.set(key, left);
      else this.counts.delete(key);
    }
  }

  private slots({ workspaceId, actorId }: StreamOwner) {
    const { perWorkspace, perActor } = this.limits;
    return [
      { key: `workspace ${workspaceId}`, limit: perWorkspace, who: 'This workspace' },
      { key: `actor ${workspaceId} ${actorId}`, limit: perActor, who: 'This user or key' },
    ];
  }
}
