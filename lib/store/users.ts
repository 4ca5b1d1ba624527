import { count, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from './database';
import { users } from './schema/users';
import type { UserStore } from './store';

export function userStore(db: Database): UserStore {
  return {
    async find(id) {
      const [row] = await db.select().from(users).where(eq(users.id, id));
      return row ?? null;
    },
    async findByEmail(email) {
      const [row] = await db
        .select()
        .from(users)
        .where(eq(sql`lower(${users.email})`, sql`lower(${email})`));
      return row ?? null;
    },
    async findMany(ids) {
      if (ids.length === 0) return [];
      const { id, email, name } = users;
      return db
        .select({ id, email, name })
        .from(users)
        .where(inArray(id, [...ids]));
    },
    async count() {
      const [row] = await db.select({ total: count() }).from(users);
      return row?.total ?? 0;
    },
    async insert(user) {
      await db.insert(users).values(user);
    },
    async recordSignIn(id, at) {
      await db.update(users).set({ lastSignInAt: at }).where(eq(users.id, id));
    },
    async setPassword(id, passwordHash) {
      await db.update(users).set({ passwordHash }).where(eq(users.id, id));
    },
    async setName(id, name) {
      await db.update(users).set({ name }).where(eq(users.id, id));
    },
  };
}
