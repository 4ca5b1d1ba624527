import { z } from 'zod';
import type { EmbedGrant } from './embed-grant';

export const roles = ['viewer', 'editor', 'admin', 'owner'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

export const scopes = ['ingest', 'query', 'manage'] as const;
export const scopeSchema = z.enum(scopes);
export type Scope = z.infer<typeof scopeSchema>;

/** Who is asking, always within one workspace. */
export type Actor =
  | {
      kind: 'user';
      userId: string;
      email: string;
      workspaceId: string;
      role: Role;
      /** Which sign-in it is; its streams end with it. */
      sessionId?: string;
    }
  | {
      kind: 'key';
      keyId: string;
      workspaceId: string;
      scopes: readonly Scope[];
      /** What the key's maker, or the service account it belongs to, may do: a key never does more. Absent for keys from the settings. */
      role?: Role;
    }
  | { kind: 'system'; workspaceId: string; purpose: string }
  /** Somebody who watches an embed: may look at what it shows, and nothing else. */
  | { kind: 'embed'; workspaceId: string; grant: EmbedGrant };
