import { eq, lte } from 'drizzle-orm';
import type { PasswordResetStore } from './account-ports';
import type { Database } from './database';
import { passwordResets } from './schema/accounts';

export function passwordResetStore(db: Database): PasswordResetStore {
  return {
    async insert(reset) {
      await db.insert(passwordResets).values(reset);
    },
    async find(hash) {
      const [row] = await db.select().from(passwordResets).where(eq(passwordResets.hash, hash));
      return row ?? null;
    },
    async removeAll(userId) {
      const gone = await db
        .delete(passwordResets)
        .where(eq(passwordResets.userId, userId))
        .returning({ hash: passwordResets.hash });
      return gone.length;
    },
    async purge(before) {
      const gone = await db
        .delete(passwordResets)
        .where(lte(passwordResets.expiresAt, before))
        .returning({ hash: passwordResets.hash });
      return gone.length;
    },
  };
}
