import { and, count, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { SecondFactorStore } from './account-ports';
import type { Database } from './database';
import { recoveryCodes, secondFactors } from './schema/accounts';

export function secondFactorStore(db: Database): SecondFactorStore {
  return {
    async find(userId) {
      const [row] = await db.select().from(secondFactors).where(eq(secondFactors.userId, userId));
      return row ?? null;
    },
    async listUsersWith(userIds) {
      if (userIds.length === 0) return [];
      const rows = await db
        .select({ userId: secondFactors.userId })
        .from(secondFactors)
        .where(and(inArray(secondFactors.userId, [...userIds]), isNotNull(secondFactors.confirmedAt)));
      return rows.map(({ userId }) => userId);
    },
    async list() {
      return db.select().from(secondFactors);
    },
    async put(factor) {
      const { userId, ...change } = factor;
      await db
        .insert(secondFactors)
        .values({ userId, ...change })
        .onConflictDoUpdate({ target: secondFactors.userId, set: change });
    },
    async setSecret(userId, secret) {
      await db.update(secondFactors).set({ secret }).where(eq(secondFactors.userId, userId));
    },
    async takeStep(userId, step, at) {
      const taken = await db
        .update(secondFactors)
        .set({ lastStep: step, confirmedAt: sql`coalesce(${secondFactors.confirmedAt}, ${at}::bigint)` })
        .where(and(eq(secondFactors.userId, userId), lt(secondFactors.lastStep, step)))
        .returning({ userId: secondFactors.userId });
      return taken.length > 0;
    },
    async remove(userId) {
      await db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
      const removed = await db
        .delete(secondFactors)
        .where(eq(secondFactors.userId, userId))
        .returning({ userId: secondFactors.userId });
      return removed.length > 0;
    },
    ...recoveryCodeStore(db),
  };
}

type RecoveryCodes = Pick<SecondFactorStore, 'setRecoveryCodes' | 'takeRecoveryCode' | 'countRecoveryCodes'>;

function recoveryCodeStore(db: Database): RecoveryCodes {
  return {
    async setRecoveryCodes(userId, hashes) {
      await db.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId));
      if (hashes.length > 0) await db.insert(recoveryCodes).values(hashes.map((hash) => ({ userId, hash })));
    },
    async takeRecoveryCode(userId, hash, at) {
      const taken = await db
        .update(recoveryCodes)
        .set({ usedAt: at })
        .where(and(eq(recoveryCodes.userId, userId), eq(recoveryCodes.hash, hash), isNull(recoveryCodes.usedAt)))
        .returning({ hash: recoveryCodes.hash });
      return taken.length > 0;
    },
    async countRecoveryCodes(userId) {
      const [row] = await db
        .select({ total: count() })
        .from(recoveryCodes)
        .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)));
      return row?.total ?? 0;
    },
  };
}
