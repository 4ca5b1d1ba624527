import { z } from 'zod';

/** `main`: the first one, from which the portal itself is looked after. `team`: made by people later. `sample`: shipped real data, removable. `system`: what the portal records of itself. */
export const workspaceKinds = ['main', 'team', 'sample', 'system'] as const;
/** After how many days events are deleted; null keeps them for ever. */
export const retentionDaysSchema = z.number().int().min(1).max(36_500).nullable();
/** Of what the portal records of itself. */
export const systemRetentionDays = 30;

export const workspaceSchema = z.object({
  id: z.string(),
  slug: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().min(1).max(80),
  kind: z.enum(workspaceKinds),
  timezone: z.string(),
  retentionDays: retentionDaysSchema,
  createdAt: z.number(),
});
export type Workspace = z.infer<typeof workspaceSchema>;
export type WorkspaceKind = (typeof workspaceKinds)[number];
