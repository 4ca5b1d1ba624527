import { desc, gte, lt, sql } from 'drizzle-orm';
import type { Database } from './database';
import { viewedQuestions } from './schema/viewed-questions';
import type { ViewedQuestionStore } from './store';

export function viewedQuestionStore(db: Database): ViewedQuestionStore {
  return {
    async put(rows) {
      if (rows.length === 0) return;
      await db
        .insert(viewedQuestions)
        .values([...rows])
        .onConflictDoUpdate({
          target: [viewedQuestions.workspaceId, viewedQuestions.key],
          set: { viewedAt: sql`greatest(${viewedQuestions.viewedAt}, excluded.viewed_at)` },
        });
    },
    async list({ since, limit }) {
      return db
        .select()
        .from(viewedQuestions)
        .where(gte(viewedQuestions.viewedAt, since))
        .orderBy(desc(viewedQuestions.viewedAt), viewedQuestions.key)
        .limit(limit);
    },
    async purge(before) {
      return (
        await db
          .delete(viewedQuestions)
          .where(lt(viewedQuestions.viewedAt, before))
          .returning({ key: viewedQuestions.key })
      ).length;
    },
  };
}
