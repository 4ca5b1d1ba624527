import type { SignInLimiter } from '@/lib/auth/sign-in-limiter';
import type { Embed, EmbedKind } from '@/lib/model/embed';
import type { EmbedKey, EmbedShare } from '@/lib/store/embed-ports';
import type { GrantText } from './grant-text';
import type { OpenStreams } from './open-streams';

/** Reads of the store that are believed for two seconds. */
export type LookUp = {
  key(kid: string): Promise<EmbedKey | null>;
  share(hash: string): Promise<EmbedShare | null>;
  shareById(workspaceId: string, id: string): Promise<EmbedShare | null>;
  embedOf(workspaceId: string, resource: { kind: EmbedKind; resourceId: string }): Promise<Embed | null>;
  embed(workspaceId: string, id: string): Promise<Embed | null>;
  /** Something was changed: nothing of it is believed any more. */
  forget(): void;
};

/** What embeds need and have to share in one process: the secret they are signed and sealed with, and who is watching. */
export type EmbedDesk = {
  grants: GrantText;
  lookUp: LookUp;
  streams: OpenStreams;
  passwords: SignInLimiter;
  seal(secret: string): string;
  /** Throws `internal` when it was sealed with another secret. */
  unseal(sealed: string): string;
  /** Keys, links or settings were changed: seen by the next visitor, and streams that lost their ground end. */
  changed(): void;
};
