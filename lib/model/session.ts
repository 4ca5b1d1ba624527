/** How somebody signed in: with a password, with a password and a code, or through the identity provider. */
export const sessionMethods = ['password', 'code', 'oidc'] as const;
export type SessionMethod = (typeof sessionMethods)[number];

/** A sign-in as its owner sees it. */
export type SessionSummary = {
  id: string;
  method: SessionMethod;
  ip: string;
  /** Browser and system in words: `Firefox on Linux`. */
  device: string;
  createdAt: number;
  /** To within a few minutes. */
  lastSeenAt: number;
  /** Whether it is the one that asks. */
  isCurrent: boolean;
};
