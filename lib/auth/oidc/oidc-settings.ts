import type { RoleMap } from './role-map';

/** One identity provider, found by OpenID Connect Discovery. */
export type OidcSettings = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button says: `Sign in with NAME`. */
  name: string;
  /** The claim that holds groups or roles. */
  roleClaim: string;
  /** Null leaves roles as they are; who is new becomes a viewer. */
  roles: RoleMap | null;
  /** Slug of the workspace people become members of; null means the main one. */
  workspace: string | null;
};

/** What the provider says about somebody, verified by the signature of the ID token. */
export type OidcPerson = {
  issuer: string;
  subject: string;
  email: string | null;
  /** Only then an account that is there already is linked by its email. */
  isEmailVerified: boolean;
  name: string | null;
  /** Values of the role claim. */
  roleValues: string[];
};
