import { AppError } from '@/lib/errors/app-error';
import type { Sender } from './sender';

const windowMs = 60_000;
const maxTests = 10;

/** Per sender, which lives as long as the portal. */
const windows = new WeakMap<Sender, Map<string, number[]>>();

/** Counts a test message of a workspace. Throws `rate_limited` beyond ten a minute: tests could bother strangers. */
export function countTest(sender: Sender, workspaceId: string, now: number): void {
  const all = windows.get(sender) ?? new Map<string, number[]>();
  windows.set(sender, all);
  const recent = (all.get(workspaceId) ?? []).filter((at) => at > now - windowMs);
  const [oldest] = recent;
  if (recent.length >= maxTests && oldest !== undefined)
    throw new AppError('rate_limited', `At most ${maxTests} test messages a minute. Try again soon.`, {
      retryAfterMs: oldest + windowMs - now,
    });
  all.set(workspaceId, [...recent, now]);
}
