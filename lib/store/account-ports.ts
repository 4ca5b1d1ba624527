import type { SessionMethod } from '@/lib/model/session';

export type Session = {
  id: string;
  userId: string;
  method: SessionMethod;
  ip: string;
  device: string;
  createdAt: number;
  lastSeenAt: number;
  expiresAt: number;
  revokedAt: number | null;
};
export type SessionStore = {
  find(id: string): Promise<Session | null>;
  /** Those of a user that neither were ended nor have run out; the last seen first. */
  listOpen(userId: string, now: number): Promise<Session[]>;
  insert(session: Session): Promise<void>;
  touch(id: string, at: number): Promise<void>;
  /** False when it is not the user's, or ended already. */
  revoke(userId: string, id: string, at: number): Promise<boolean>;
  /** Ends all of a user but one; resolves to the ids of those that were open. */
  revokeAll(userId: string, of: { except: string | null; at: number }): Promise<string[]>;
  /** Of the given sessions those that were ended. */
  listRevoked(ids: readonly string[]): Promise<string[]>;
  /** Removes what ran out before this moment. */
  purge(before: number): Promise<number>;
};

export type SecondFactor = {
  userId: string;
  /** Sealed. */
  secret: string;
  createdAt: number;
  confirmedAt: number | null;
  /** The time step of the last code that was accepted (RFC 6238, 5.2: each code counts once). */
  lastStep: number;
};
export type SecondFactorStore = {
  find(userId: string): Promise<SecondFactor | null>;
  /** Those of the given users who have one that is confirmed. */
  listUsersWith(userIds: readonly string[]): Promise<string[]>;
  /** Of every user, for a change of the key they are sealed with. */
  list(): Promise<SecondFactor[]>;
  /** In place of one that was there. */
  put(factor: SecondFactor): Promise<void>;
  setSecret(userId: string, secret: string): Promise<void>;
  /** Takes a step once: false when it, or a later one, was taken before. The first one confirms the factor. */
  takeStep(userId: string, step: number, at: number): Promise<boolean>;
  /** With its recovery codes. */
  remove(userId: string): Promise<boolean>;
  setRecoveryCodes(userId: string, hashes: readonly string[]): Promise<void>;
  /** Takes a code once: false when there is none, or it was used. */
  takeRecoveryCode(userId: string, hash: string, at: number): Promise<boolean>;
  countRecoveryCodes(userId: string): Promise<number>;
};

export type PasswordReset = { hash: string; userId: string; createdAt: number; expiresAt: number };
export type PasswordResetStore = {
  insert(reset: PasswordReset): Promise<void>;
  find(hash: string): Promise<PasswordReset | null>;
  /** Ends every link of the user; resolves to how many there were. */
  removeAll(userId: string): Promise<number>;
  purge(before: number): Promise<number>;
};

/** Who a user is at an identity provider. */
export type Identity = {
  userId: string;
  issuer: string;
  subject: string;
  createdAt: number;
  lastSignInAt: number;
};
export type IdentityStore = {
  find(issuer: string, subject: string): Promise<Identity | null>;
  listOfUser(userId: string): Promise<Identity[]>;
  /** Throws `conflict` when the user, or the subject, is linked already. */
  insert(identity: Identity): Promise<void>;
  recordSignIn(issuer: string, subject: string, at: number): Promise<void>;
};
