import type { SecretBox } from './secret-box';
import type { SessionClaim } from './session';
import type { SignInLimiter } from './sign-in-limiter';

export type SessionGuard = {
  /**
   * Whether the session goes on. While the store is away or slow the last answer stands, for 15 minutes at most: nobody is
   * signed out by a database. Rejects with `store_unavailable` for a session it never heard of.
   */
  isOpen(claim: SessionClaim): Promise<boolean>;
  /** These were ended by this process; other ones hear of it within seconds. */
  end(ids: readonly string[]): void;
};

/** What sign-in and accounts keep in this process; one of each, whichever door asks. */
export type AccountParts = {
  sessions: SessionGuard;
  /** For the secrets of second factors. */
  box: SecretBox;
  limits: {
    /** Wrong passwords. */
    password: SignInLimiter;
    /** Wrong codes. */
    code: SignInLimiter;
    /** Links for a new password that were asked for. */
    reset: SignInLimiter;
  };
};
