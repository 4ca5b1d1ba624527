import { z } from 'zod';

export const sqlSnippetInputSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  sql: z.string().trim().min(1).max(20_000),
});
export type SqlSnippetInput = z.output<typeof sqlSnippetInputSchema>;
/** A statement kept under a name, for everybody in the workspace. */
export type SqlSnippet = SqlSnippetInput & { id: string; workspaceId: string; createdBy: string; updatedAt: number };
