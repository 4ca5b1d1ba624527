import { z } from 'zod';
import type { Actor } from './actor';

/** What is asked of the audit log; all of it is optional and narrows. Times are Unix ms. */
export type AuditFilter = {
  actorId?: string | undefined;
  action?: string | undefined;
  target?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
  /** Anywhere in the action, the target, before or after; case does not matter. */
  text?: string | undefined;
};

/** One change, with the names that people know the actor by. */
export type AuditView = {
  id: string;
  at: number;
  actor: Actor['kind'];
  actorId: string;
  actorName: string;
  action: string;
  target: string;
  before: unknown;
  after: unknown;
};

export type AuditPage = { entries: AuditView[]; cursor: string | null };

/** Who did something in a workspace, for the filter of the log. */
export type AuditActor = { actor: Actor['kind']; actorId: string; name: string };

const text = (max: number) => z.string().trim().min(1).max(max);

export const auditTextSchema = {
  actorId: text(120).optional(),
  action: text(80).optional(),
  target: text(200).optional(),
  text: text(200).optional(),
};
