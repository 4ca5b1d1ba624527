import { secondMs } from '@/lib/time/duration';
import type { RuleRow } from '@/lib/store/alert-ports';
import { evaluateClaimed } from './evaluate-claimed';
import type { Tick } from './tick';

/** How long a claimed rule is nobody else's: longer than its questions may take, and short enough to wait for after a crash. */
const leaseMs = 30 * secondMs;

/** Claims rules that are due; `run` evaluates them, and is not waited for by whoever has more to claim. */
export async function claimRules(tick: Tick, limit = 100): Promise<{ count: number; run: () => Promise<void> }> {
  const { store, clock, newId } = tick.services;
  const claimedAt = clock.now();
  const token = newId();
  const rows = await store.rules.claimDue({ token, now: claimedAt, leaseMs, limit });
  const due = rows.map((row): RuleRow & { dueAt: number } => ({ ...row, dueAt: row.dueAt ?? claimedAt }));
  return {
    count: due.length,
    run: () => (due.length === 0 ? Promise.resolve() : evaluateClaimed(tick, due, { token, claimedAt })),
  };
}

/** Evaluates all rules that are due now. Resolves to how many. */
export async function evaluateDue(tick: Tick): Promise<number> {
  let total = 0;
  for (;;) {
    const { count, run } = await claimRules(tick);
    await run();
    total += count;
    if (count === 0) return total;
  }
}
