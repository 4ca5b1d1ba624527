import type { Store } from '@/lib/store/store';
import { delivery, group, ruleRow } from './alert-contract';
import { workspace } from './contract';

const workspaceId = 'clock';
/** Where the clock was, and where it is put back to. */
const ahead = 50_000_000;
const now = 10_000_000;
const soon = now + 60_000;
const leaseMs = 60_000;
const lease = (at: number, token: string) => ({ token, now: at, leaseMs, limit: 1_000 });

/** What every store must do when the clock was put back. */
export function describeClock(get: () => Store): void {
  describe('a clock that was put back', () => {
    beforeAll(async () => {
      const { rules, notificationGroups, deliveries, workspaces } = get();
      await workspaces.insert(workspace(workspaceId));
      const insert = async (id: string, dueAt: number) => {
        await rules.insert(ruleRow(id, workspaceId, { dueAt }));
        await notificationGroups.open(group(id, { workspaceId, dueAt }));
        await deliveries.insert([delivery(id, { workspaceId, groupId: id, channelId: id, nextAttemptAt: dueAt })]);
      };
      const claim = async (at: number, token: string) => {
        for (const { claimDue } of [rules, notificationGroups, deliveries]) await claimDue(lease(at, token));
      };
      await insert('clock-lost', ahead);
      await claim(ahead, 'by the wrong clock');
      await insert('clock-held', soon);
      await claim(soon, 'at work');
      await insert('clock-later', ahead);
      await insert('clock-overdue', now - 1);
      await rules.insert(ruleRow('clock-never', workspaceId, { dueAt: null }));
      await deliveries.insert([delivery('clock-dead', { workspaceId, status: 'dead', nextAttemptAt: ahead })]);
      await get().catchUp(now);
    });

    it('makes rules due that would wait for it, and leaves alone what is due, what somebody has and what never is', async () => {
      const { rules } = get();
      const due = async (id: string) => (await rules.find(workspaceId, `clock-${id}`))?.dueAt;
      expect(await due('later')).toBe(now);
      expect(await due('lost')).toBe(now);
      expect(await due('overdue')).toBe(now - 1);
      // Whoever takes it makes it due at the end of the lease.
      expect(await due('held')).toBe(soon + leaseMs);
      expect(await due('never')).toBeNull();
    });

    it('ends leases that would last for the length of the jump', async () => {
      const { rules, notificationGroups: groups, deliveries } = get();
      const done = { dueAt: null, evaluatedAt: now, lastError: null };
      expect(await rules.finish('clock-lost', { token: 'by the wrong clock', ...done })).toBe(false);
      expect(await rules.finish('clock-held', { token: 'at work', ...done })).toBe(true);
      const told = { dueAt: null, notifiedAt: now, steps: 1, nextStepAt: null, heldBack: [] };
      expect(await groups.finish('clock-lost', 'by the wrong clock', told)).toBe(false);
      expect(await groups.finish('clock-held', 'at work', told)).toBe(true);
      const sent = { status: 'sent', attempts: 1, nextAttemptAt: now, lastError: null, sentAt: now } as const;
      expect(await deliveries.finish('clock-lost', 'by the wrong clock', sent)).toBe(false);
      expect(await deliveries.finish('clock-held', 'at work', sent)).toBe(true);
    });

    it('makes groups and queued messages due, and no message that is over', async () => {
      const { notificationGroups: groups, deliveries } = get();
      for (const [id, dueAt] of [
        ['later', now],
        ['lost', now],
        ['overdue', now - 1],
      ] as const)
        expect(await groups.find(`clock-${id}`)).toMatchObject({ dueAt });
      const next = new Map(
        (await deliveries.list(workspaceId, { limit: 9 })).map((one) => [one.id, one.nextAttemptAt]),
      );
      expect(next.get('clock-later')).toBe(now);
      expect(next.get('clock-lost')).toBe(now);
      expect(next.get('clock-overdue')).toBe(now - 1);
      expect(next.get('clock-dead')).toBe(ahead);
    });
  });
}
