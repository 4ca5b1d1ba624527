import type { Actor, Role, Scope } from '@/lib/model/actor';
import type { AuditFilter } from '@/lib/model/audit';
import type { Annotation } from '@/lib/model/annotation';
import type { Dashboard, DashboardSummary, DashboardVersion, DashboardVersionSummary } from '@/lib/model/dashboard';
import type { ImportJob } from '@/lib/model/import-job';
import type { SavedChart } from '@/lib/model/saved-chart';
import type { SqlSnippet } from '@/lib/model/sql-snippet';
import type { Workspace } from '@/lib/model/workspace';

import type { IdentityStore, PasswordResetStore, SecondFactorStore, SessionStore } from './account-ports';
import type {
  AlertStore,
  CorrelationStore,
  EvidenceStore,
  IncidentStore,
  RuleSeriesStore,
  RuleStore,
  TimelineStore,
} from './alert-ports';
import type { InvitationStore, PersonDeletionStore, ServiceAccountStore } from './access-ports';
import type { EmbedKeyStore, EmbedShareStore, EmbedStore } from './embed-ports';
import type { TableStore } from './table-ports';
import type { ChannelStore, DeliveryStore, NotificationGroupStore, SilenceStore } from './notify-ports';

export type User = {
  id: string;
  email: string;
  name: string;
  /** Null for who signs in through the identity provider only. */
  passwordHash: string | null;
  createdAt: number;
  lastSignInAt: number | null;
};
export type Membership = { workspace: Workspace; role: Role };
export type Member = { userId: string; name: string; email: string; role: Role };
export type ApiKey = {
  id: string;
  workspaceId: string;
  name: string;
  /** SHA-256 of the key, hex. The key itself is shown once and never stored. */
  hash: string;
  /** The first characters, so that people recognize it. */
  prefix: string;
  scopes: Scope[];
  /** What its maker may do, which it never exceeds; null for keys from the settings. */
  role: Role | null;
  serviceAccountId: string | null;
  createdAt: number;
  /** When it ends by itself. */
  expiresAt: number | null;
  lastUsedAt: number | null;
  revokedAt: number | null;
};
/** A key as it is found by who sends it; `accountRole` is that of its service account, null when it has none or that one is gone. */
export type FoundApiKey = ApiKey & { accountRole: Role | null };
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
/** As it is stored: shapes change and rows stay, so whoever reads a `doc` checks it. */
export type DashboardRow = Omit<Dashboard, 'doc' | 'faults'> & { doc: unknown };
export type DashboardVersionRow = Omit<DashboardVersion, 'doc'> & { doc: unknown };
export type ChartRow = Omit<SavedChart, 'doc' | 'fault'> & { doc: unknown; deletedAt: number | null };

export type WorkspaceStore = {
  find(id: string): Promise<Workspace | null>;
  findBySlug(slug: string): Promise<Workspace | null>;
  list(): Promise<Workspace[]>;
  /** The workspaces a user belongs to, with the role in each. */
  listOfUser(userId: string): Promise<Membership[]>;
  insert(workspace: Workspace): Promise<void>;
  setRetention(id: string, days: number | null): Promise<void>;
  remove(id: string): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  /** Until the end of the transaction nobody else changes who belongs to the workspace; null when it is gone. */
  findForMembers(id: string): Promise<Workspace | null>;
  addMember(workspaceId: string, userId: string, role: Role): Promise<void>;
  setRole(workspaceId: string, userId: string, role: Role): Promise<void>;
  removeMember(workspaceId: string, userId: string): Promise<void>;
  /** By name. */
  listMembers(workspaceId: string): Promise<Member[]>;
};
export type UserStore = {
  find(id: string): Promise<User | null>;
  /** Case-insensitive. */
  findByEmail(email: string): Promise<User | null>;
  /** Those of them that there are, in any order. */
  findMany(ids: readonly string[]): Promise<Pick<User, 'id' | 'email' | 'name'>[]>;
  count(): Promise<number>;
  insert(user: User): Promise<void>;
  recordSignIn(id: string, at: number): Promise<void>;
  setPassword(id: string, passwordHash: string): Promise<void>;
  setName(id: string, name: string): Promise<void>;
};
export type ApiKeyStore = {
  findByHash(hash: string): Promise<FoundApiKey | null>;
  list(workspaceId: string): Promise<ApiKey[]>;
  insert(key: ApiKey): Promise<void>;
  revoke(workspaceId: string, id: string, at: number): Promise<boolean>;
  /** Those in use; returns their ids. */
  revokeOfAccount(workspaceId: string, serviceAccountId: string, at: number): Promise<string[]>;
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
  /** Sets a time, Unix ms, unless there is one later than `before`: of several portals that try at once one gets true. */
  take(workspaceId: string | null, key: string, turn: { before: number; at: number }): Promise<boolean>;
};
export type DashboardStore = {
  /** Deleted ones, too. */
  find(workspaceId: string, id: string): Promise<DashboardRow | null>;
  /** The same, and nobody else changes it before the end of the transaction. */
  findForChange(workspaceId: string, id: string): Promise<DashboardRow | null>;
  /** Those that are there, or those that were deleted; newest change first. */
  list(workspaceId: string, which: 'present' | 'deleted'): Promise<DashboardSummary[]>;
  /** Of every workspace: those that come from files and are there. */
  listProvisioned(): Promise<Pick<DashboardRow, 'id' | 'workspaceId' | 'provisionedFrom'>[]>;
  /** With its first version. */
  insert(row: DashboardRow): Promise<void>;
  /** The next state with its version; of versions the newest 200 are kept. Throws `conflict` when it is there already. */
  save(next: DashboardVersionRow & { workspaceId: string }): Promise<void>;
  update(
    workspaceId: string,
    id: string,
    change: Partial<Pick<DashboardRow, 'provisionedFrom' | 'deletedAt'>>,
  ): Promise<void>;
  /** Newest first. */
  listVersions(workspaceId: string, id: string): Promise<DashboardVersionSummary[]>;
  findVersion(workspaceId: string, id: string, version: number): Promise<DashboardVersionRow | null>;
  /** No dashboard of any workspace comes from a file any more. */
  releaseProvisioned(): Promise<number>;
  /** Ends what was deleted before this moment, in every workspace, with its versions and annotations. */
  purge(before: number): Promise<number>;
};
export type ChartStore = {
  /** Deleted ones, too. */
  find(workspaceId: string, id: string): Promise<ChartRow | null>;
  /** Those that are there; newest change first. */
  list(workspaceId: string): Promise<ChartRow[]>;
  insert(row: ChartRow): Promise<void>;
  update(
    workspaceId: string,
    id: string,
    change: Partial<Pick<ChartRow, 'doc' | 'updatedAt' | 'deletedAt'>>,
  ): Promise<void>;
  purge(before: number): Promise<number>;
};
export type AnnotationQuery = { from: number; to: number; dashboardId: string | null; limit: number };
export type AnnotationStore = {
  find(workspaceId: string, id: string): Promise<Annotation | null>;
  /** Those that touch the time from `from` to `to`, of the workspace and of the given dashboard; the newest `limit`, oldest first. */
  list(workspaceId: string, query: AnnotationQuery): Promise<Annotation[]>;
  insert(annotation: Annotation): Promise<void>;
  update(workspaceId: string, id: string, change: Omit<Annotation, 'id' | 'workspaceId'>): Promise<void>;
  remove(workspaceId: string, id: string): Promise<boolean>;
};
export type SnippetStore = {
  find(workspaceId: string, id: string): Promise<SqlSnippet | null>;
  /** By name. */
  list(workspaceId: string): Promise<SqlSnippet[]>;
  insert(snippet: SqlSnippet): Promise<void>;
  update(workspaceId: string, id: string, change: Pick<SqlSnippet, 'name' | 'sql' | 'updatedAt'>): Promise<void>;
  remove(workspaceId: string, id: string): Promise<boolean>;
};
/** As it is stored: shapes change and rows stay, so whoever reads a `spec` checks it. */
export type ViewedQuestion = { workspaceId: string; key: string; spec: unknown; viewedAt: number };
export type ViewedQuestionStore = {
  /** Of one that is known, only the newest time is kept. */
  put(rows: readonly ViewedQuestion[]): Promise<void>;
  /** Of every workspace, the last viewed first. */
  list(of: { since: number; limit: number }): Promise<ViewedQuestion[]>;
  purge(before: number): Promise<number>;
};
export type AuditStore = {
  insert(entry: AuditEntry): Promise<void>;
  list(workspaceId: string, limit: number): Promise<AuditEntry[]>;
  /** Newest first, behind `before`, the last entry of the page before. */
  search(
    workspaceId: string,
    query: AuditFilter & { before?: { at: number; id: string } | undefined; limit: number },
  ): Promise<AuditEntry[]>;
  /** Who did something, and what was done, in the workspace: the first few hundred of each. */
  facets(workspaceId: string): Promise<{ actors: Pick<AuditEntry, 'actor' | 'actorId'>[]; actions: string[] }>;
};

/** The relational store. Inside `transaction` all reads and writes go through the given store and commit together. */
export type Store = {
  users: UserStore;
  sessions: SessionStore;
  secondFactors: SecondFactorStore;
  passwordResets: PasswordResetStore;
  identities: IdentityStore;
  workspaces: WorkspaceStore;
  apiKeys: ApiKeyStore;
  invitations: InvitationStore;
  serviceAccounts: ServiceAccountStore;
  personDeletions: PersonDeletionStore;
  imports: ImportStore;
  dashboards: DashboardStore;
  charts: ChartStore;
  annotations: AnnotationStore;
  snippets: SnippetStore;
  rules: RuleStore;
  ruleSeries: RuleSeriesStore;
  alerts: AlertStore;
  incidents: IncidentStore;
  timeline: TimelineStore;
  evidence: EvidenceStore;
  correlations: CorrelationStore;
  silences: SilenceStore;
  channels: ChannelStore;
  notificationGroups: NotificationGroupStore;
  deliveries: DeliveryStore;
  viewedQuestions: ViewedQuestionStore;
  embeds: EmbedStore;
  embedKeys: EmbedKeyStore;
  embedShares: EmbedShareStore;
  settings: SettingStore;
  audit: AuditStore;
  tables: TableStore;
  transaction<T>(run: (tx: Store) => Promise<T>): Promise<T>;
  /** After the clock was put back: rules, groups and messages that are due later than now are due now. */
  catchUp(now: number): Promise<void>;
  /** One real read, past the breaker; false when it has not come after `timeoutMs`, 2,000 by default. */
  isHealthy(timeoutMs?: number): Promise<boolean>;
  close(): Promise<void>;
};
