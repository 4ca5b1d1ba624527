import type { OAuthConfig } from 'next-auth/providers/oauth';
import type { OidcPerson, OidcSettings } from './oidc-settings';
import { claimValues } from './role-map';

export const oidcProviderId = 'oidc';
type Claims = Record<string, unknown>;

/**
 * next-auth's provider for any OpenID Connect issuer with discovery: authorization code with PKCE, state and nonce. The ID
 * token is verified against the issuer's keys; what it leaves out is asked of the userinfo endpoint.
 */
export function oidcProvider(settings: OidcSettings): OAuthConfig<Claims> {
  return {
    id: oidcProviderId,
    name: settings.name,
    type: 'oauth',
    wellKnown: `${settings.issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid email profile' } },
    httpOptions: { timeout: 8_000 },
    userinfo: {
      async request({ client, tokens }) {
        const asked = client.issuer.metadata.userinfo_endpoint ? await client.userinfo(tokens as never) : {};
        // What is signed wins. openid-client has compared the subjects of the two.
        return { ...asked, ...(tokens as { claims(): Claims }).claims() };
      },
    },
    // Only the subject is used of it; who that is here is found out by `oidcSignIn`.
    profile: ({ sub }) => ({ id: String(sub) }),
  };
}

/** What the verified claims say about somebody. */
export function personOf(claims: Claims, { issuer, roleClaim }: OidcSettings): OidcPerson {
  const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);
  const email = text(claims.email);
  return {
    issuer: text(claims.iss) ?? issuer,
    subject: String(claims.sub),
    email: email === null || email.length > 254 ? null : email.toLowerCase(),
    // Some providers send it as text.
    isEmailVerified: claims.email_verified === true || claims.email_verified === 'true',
    name: text(claims.name) ?? text(claims.preferred_username),
    roleValues: claimValues(claims, roleClaim),
  };
}
