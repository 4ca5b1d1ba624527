import type { Role } from '@/lib/model/actor';
import type { ServiceRole } from '@/lib/model/access';

export type Invitation = {
  id: string;
  workspaceId: string;
  /** In lower case. */
  email: string;
  role: Role;
  /** SHA-256 of the token, hex. The token itself is in the link and never stored. */
  tokenHash: string;
  /** A user's id or a key's. */
  createdBy: string;
  createdAt: number;
  expiresAt: number;
  acceptedAt: number | null;
  revokedAt: number | null;
};
export type InvitationStore = {
  find(workspaceId: string, id: string): Promise<Invitation | null>;
  findByToken(tokenHash: string): Promise<Invitation | null>;
  /** Neither accepted nor revoked; newest first, those that ran out, too. */
  listOpen(workspaceId: string): Promise<Invitation[]>;
  /** How many were made or sent again since then. */
  countSince(workspaceId: string, since: number): Promise<number>;
  insert(invitation: Invitation): Promise<void>;
  /** Gives an open one a new token: the link before it stops working. False when it is not open. */
  renew(
    workspaceId: string,
    id: string,
    to: { tokenHash: string; createdAt: number; expiresAt: number },
  ): Promise<boolean>;
  /** Each returns false when it is not open any more, so that of two who try at once one succeeds. */
  revoke(workspaceId: string, id: string, at: number): Promise<boolean>;
  accept(id: string, at: number): Promise<boolean>;
};

export type ServiceAccount = {
  id: string;
  workspaceId: string;
  name: string;
  role: ServiceRole;
  createdAt: number;
};
export type ServiceAccountStore = {
  find(workspaceId: string, id: string): Promise<ServiceAccount | null>;
  /** By name. */
  list(workspaceId: string): Promise<ServiceAccount[]>;
  insert(account: ServiceAccount): Promise<void>;
  update(workspaceId: string, id: string, change: Pick<ServiceAccount, 'name' | 'role'>): Promise<void>;
  remove(workspaceId: string, id: string): Promise<boolean>;
};

/** Events of one name on one UTC day that are to go. Times are Unix ms, `day` is the day's start. */
export type DoomedEvents = { day: number; name: string; rows: number; first: number; last: number };
/** `waiting`: asked for. `working`: what is to go is known and written down. `done`: it is gone, and whose it was is forgotten. */
export type PersonDeletion = {
  id: string;
  workspaceId: string;
  userId: string | null;
  state: 'waiting' | 'working' | 'done';
  doomed: DoomedEvents[];
  events: number;
  requestedBy: string;
  requestedAt: number;
  finishedAt: number | null;
  /** What went wrong with the last try; it is tried again. */
  fault: string | null;
};
export type PersonDeletionStore = {
  /** The one that is under way. */
  findByUser(workspaceId: string, userId: string): Promise<PersonDeletion | null>;
  /** Newest first. */
  list(workspaceId: string, limit: number): Promise<PersonDeletion[]>;
  /** Of every workspace, the oldest first. */
  listUnfinished(): Promise<PersonDeletion[]>;
  insert(deletion: PersonDeletion): Promise<void>;
  update(id: string, change: Partial<Omit<PersonDeletion, 'id' | 'workspaceId'>>): Promise<void>;
};
