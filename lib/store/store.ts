import type { Actor, Role, Scope } from '@/lib/model/actor';
import type { ImportJob } from '@/lib/model/import-job';
import type { Workspace } from '@/lib/model/workspace';

export type User = {
  id: string;
  email: string;
  name: string;
  passwordHash: string;
  createdAt: number;
  lastSignInAt: number | null;
};
export type Membership = { workspace: Workspace; role: Role };
export type ApiKey = {
  id: string;
  workspaceId: string;
  name: string;
  /** SHA-256 of the key, hex. The key itself is shown once and never stored. */
  hash: string;
  /** The first characters, so that people recognize it. */
  prefix: string;
  scopes: Scope[];
  createdAt: number;
  lastUsedAt: number | null;
  revokedAt: number | null;
};
export type AuditEntry = {
  id: string;
  workspaceId: string;
  actor: Actor['kind'];
  actorId: string;
  action: string;
  target: string;
  before: unknown;
  after: unknown;
  at: number;
};

export type WorkspaceStore = {
  find(id: string): Promise<Workspace | null>;
  findBySlug(slug: string): Promise<Workspace | null>;
  list(): Promise<Workspace[]>;
  /** The workspaces a user belongs to, with the role in each. */
  listOfUser(userId: string): Promise<Membership[]>;
  insert(workspace: Workspace): Promise<void>;
  remove(id: string): Promise<void>;
  addMember(workspaceId: string, userId: string, role: Role): Promise<void>;
};
export type UserStore = {
  find(id: string): Promise<User | null>;
  /** Case-insensitive. */
  findByEmail(email: string): Promise<User | null>;
  count(): Promise<number>;
  insert(user: User): Promise<void>;
  recordSignIn(id: string, at: number): Promise<void>;
};
export type ApiKeyStore = {
  findByHash(hash: string): Promise<ApiKey | null>;
  list(workspaceId: string): Promise<ApiKey[]>;
  insert(key: ApiKey): Promise<void>;
  revoke(workspaceId: string, id: string, at: number): Promise<boolean>;
  touch(id: string, at: number): Promise<void>;
};
export type ImportStore = {
  find(workspaceId: string, id: string): Promise<ImportJob | null>;
  list(workspaceId: string, limit: number): Promise<ImportJob[]>;
  /** Jobs of every workspace that were running when the process stopped. */
  listRunning(): Promise<ImportJob[]>;
  insert(job: ImportJob): Promise<void>;
  update(id: string, change: Partial<Omit<ImportJob, 'id' | 'workspaceId'>>): Promise<void>;
};
/** Small values by key, JSON; `workspaceId` null for the whole portal. */
export type SettingStore = {
  get<T>(workspaceId: string | null, key: string): Promise<T | null>;
  set(workspaceId: string | null, key: string, value: unknown): Promise<void>;
};
export type AuditStore = {
  insert(entry: AuditEntry): Promise<void>;
  list(workspaceId: string, limit: number): Promise<AuditEntry[]>;
};

/** The relational store. Inside `transaction` all reads and writes go through the given store and commit together. */
export type Store = {
  users: UserStore;
  workspaces: WorkspaceStore;
  apiKeys: ApiKeyStore;
  imports: ImportStore;
  settings: SettingStore;
  audit: AuditStore;
  transaction<T>(run: (tx: Store) => Promise<T>): Promise<T>;
  isHealthy(): Promise<boolean>;
  close(): Promise<void>;
};
