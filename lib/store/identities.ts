import { and, eq } from 'drizzle-orm';
import type { IdentityStore } from './account-ports';
import type { Database } from './database';
import { identities } from './schema/accounts';

export function identityStore(db: Database): IdentityStore {
  const one = (issuer: string, subject: string) => and(eq(identities.issuer, issuer), eq(identities.subject, subject));
  return {
    async find(issuer, subject) {
      const [row] = await db.select().from(identities).where(one(issuer, subject));
      return row ?? null;
    },
    async listOfUser(userId) {
      return db.select().from(identities).where(eq(identities.userId, userId));
    },
    async insert(identity) {
      await db.insert(identities).values(identity);
    },
    async recordSignIn(issuer, subject, at) {
      await db.update(identities).set({ lastSignInAt: at }).where(one(issuer, subject));
    },
  };
}
