import { z } from 'zod';
import { roleSchema, roles, scopeSchema, type Role, type Scope } from './actor';

/** How long an invitation can be accepted. */
export const invitationDays = 7;

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'at most 254 characters')
  .regex(/^[^\s@]+@[^\s@]+$/, 'must be an email address');

/** What a service account may be: it owns nothing, so there is no owner among them. */
export const serviceRoles = ['viewer', 'editor', 'admin'] as const;
export const serviceRoleSchema = z.enum(serviceRoles);
export type ServiceRole = z.infer<typeof serviceRoleSchema>;

export const memberRoleSchema = z.strictObject({ role: roleSchema });
export const inviteSchema = z.strictObject({ email: emailSchema, role: roleSchema });
export const serviceAccountSchema = z.strictObject({
  name: z.string().trim().min(1, 'is missing').max(80, 'at most 80 characters'),
  role: serviceRoleSchema,
});
export const workspaceNameSchema = z.string().trim().min(1, 'is missing').max(80, 'at most 80 characters');

/** An invitation as members who manage others see it: without its token. */
export type InvitationView = {
  id: string;
  email: string;
  role: Role;
  invitedBy: string;
  createdAt: number;
  expiresAt: number;
};

/** What the holder of an invitation's link sees of it. */
export type OpenInvitation = { workspace: string; email: string; role: Role; invitedBy: string; expiresAt: number };

export type ServiceAccountView = {
  id: string;
  name: string;
  role: ServiceRole;
  createdAt: number;
  /** Of its keys, the last time. */
  lastUsedAt: number | null;
  keys: { id: string; name: string; prefix: string; scopes: Scope[]; lastUsedAt: number | null }[];
};

/** The lowest role first: whoever is further right may all that those on the left may. */
export const rankOf = (role: Role): number => roles.indexOf(role);

export const apiKeyInputSchema = z.strictObject({
  name: z.string().trim().min(1, 'is missing').max(80, 'at most 80 characters'),
  scopes: z
    .array(scopeSchema)
    .min(1, 'choose at least one')
    .max(3)
    .transform((given) => [...new Set(given)]),
  /** After how many days the key ends by itself; without it, never. */
  expiresInDays: z.number().int().min(1).max(3_650).nullable().default(null),
  /** The service account that the key speaks for; without it, the key stands for itself. */
  serviceAccountId: z.string().max(60).nullable().default(null),
});

/** A longer one is worth more than a stranger one, so length is all that is asked (NIST SP 800-63B, 3.1.1.2). */
export const newPasswordSchema = z.string().min(12, 'at least 12 characters').max(1_024, 'at most 1,024 characters');

export const newPersonSchema = z.strictObject({
  name: z.string().trim().min(1, 'is missing').max(80, 'at most 80 characters'),
  password: newPasswordSchema,
});
