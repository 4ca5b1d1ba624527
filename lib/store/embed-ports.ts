import type { Embed, EmbedKeySummary, EmbedKind, EmbedShareSummary } from '@/lib/model/embed';

/** As it is stored: shapes change and rows stay, so whoever reads `settings` checks them. */
export type EmbedRow = Omit<Embed, 'settings'> & { settings: unknown };
/** `sealed`: the secret of HS256, encrypted. `publicKey`: of EdDSA, PEM (SPKI). */
export type EmbedKey = EmbedKeySummary & { workspaceId: string; sealed: string | null; publicKey: string | null };
export type EmbedShare = Omit<EmbedShareSummary, 'hasPassword' | 'parameters'> & {
  workspaceId: string;
  /** SHA-256 of the secret part of the link, hex. */
  hash: string;
  /** Argon2id. */
  passwordHash: string | null;
  parameters: unknown;
};

export type EmbedStore = {
  find(workspaceId: string, id: string): Promise<EmbedRow | null>;
  findOf(workspaceId: string, resource: { kind: EmbedKind; resourceId: string }): Promise<EmbedRow | null>;
  /** Newest change first. */
  list(workspaceId: string): Promise<EmbedRow[]>;
  /** Throws `conflict` when the chart or dashboard has one already. */
  insert(row: EmbedRow): Promise<void>;
  update(
    workspaceId: string,
    id: string,
    change: Pick<EmbedRow, 'name' | 'settings' | 'isEnabled' | 'updatedBy' | 'updatedAt'>,
  ): Promise<void>;
  remove(workspaceId: string, id: string): Promise<boolean>;
};

export type EmbedKeyStore = {
  /** Of any workspace: a token names its key before it is known whose it is. */
  find(kid: string): Promise<EmbedKey | null>;
  /** Oldest first, also those that have ended. */
  list(workspaceId: string): Promise<EmbedKey[]>;
  insert(key: EmbedKey): Promise<void>;
  /** False when there is no such key in use. */
  revoke(workspaceId: string, kid: string, at: number): Promise<boolean>;
  expire(workspaceId: string, kid: string, at: number): Promise<void>;
  touch(kid: string, at: number): Promise<void>;
  /** The same secret, sealed anew. */
  setSealed(workspaceId: string, kid: string, sealed: string): Promise<void>;
};

export type EmbedShareStore = {
  findByHash(hash: string): Promise<EmbedShare | null>;
  find(workspaceId: string, id: string): Promise<EmbedShare | null>;
  /** Newest first, also those that have ended. */
  list(workspaceId: string, embedId: string): Promise<EmbedShare[]>;
  insert(share: EmbedShare): Promise<void>;
  /** False when there is no such link in use. */
  revoke(workspaceId: string, id: string, at: number): Promise<boolean>;
  touch(id: string, at: number): Promise<void>;
};
