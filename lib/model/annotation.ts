import { z } from 'zod';

export const annotationInputSchema = z.strictObject({
  /** Unix ms. */
  at: z.number().int().min(0).max(4_102_444_800_000),
  /** End of a stretch of time, Unix ms. */
  until: z.number().int().min(0).max(4_102_444_800_000).optional(),
  text: z.string().trim().min(1).max(1_000),
  tags: z.array(z.string().min(1).max(40)).max(10).default([]),
  /** Shown on this dashboard only; on all of the workspace when absent. */
  dashboardId: z.string().min(1).max(60).optional(),
});
export type AnnotationInput = z.output<typeof annotationInputSchema>;
/** Something that happened at a time, drawn on every chart over time. */
export type Annotation = Omit<AnnotationInput, 'until' | 'dashboardId'> & {
  id: string;
  workspaceId: string;
  until: number | null;
  dashboardId: string | null;
  /** Where it comes from: a person, a script, later an incident. */
  createdBy: string;
  createdAt: number;
};
