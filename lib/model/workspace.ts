import { z } from 'zod';

/** `main`: the owner's data. `sample`: shipped real data, removable. `system`: what the portal records of itself. */
export const workspaceKinds = ['main', 'sample', 'system'] as const;
export const workspaceSchema = z.object({
  id: z.string(),
  slug: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().min(1).max(80),
  kind: z.enum(workspaceKinds),
  timezone: z.string(),
  retentionDays: z.number().int().min(1),
  createdAt: z.number(),
});
export type Workspace = z.infer<typeof workspaceSchema>;
export type WorkspaceKind = (typeof workspaceKinds)[number];
