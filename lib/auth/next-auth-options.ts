import type { AuthOptions } from 'next-auth';
import type { CredentialsConfig } from 'next-auth/providers/credentials';
import { decode } from 'next-auth/jwt';
import type { Services } from '@/lib/context';
import { toAppError } from '@/lib/errors/app-error';
import { closeSession } from './close-session';
import { oidcProvider, oidcProviderId, personOf } from './oidc/oidc-provider';
import { oidcSignIn } from './oidc/oidc-sign-in';
import type { OidcSettings } from './oidc/oidc-settings';
import { openSession, type Visitor } from './open-session';
import { sessionMaxAgeSeconds } from './session';
import { signIn, signInInput, type SignedInUser } from './sign-in';

declare module 'next-auth' {
  interface Session {
    userId: string;
  }
}

export type NextAuthDeps = Pick<Services, 'store' | 'clock' | 'newId' | 'log' | 'account' | 'live'> & {
  /** The first one signs; sessions signed with the others go on. */
  secrets: readonly [string, ...string[]];
  /** Where people reach the portal; https makes the cookies secure. */
  publicUrl: string;
  /** Who asks, as far as the proxies in front can be believed. */
  visitor: Visitor;
  oidc: OidcSettings | undefined;
  isPasswordAllowed: boolean;
};

/**
 * next-auth's options for one request: email and password, or the identity provider; a JWT session of seven days that names
 * a row of the table of sessions; pages of our own. A refused sign-in arrives at the sign-in page as
 * `?error=CredentialsSignin`, `second_factor`, `wrong_code`, `rate_limited:SECONDS`, `oidc_…` or another code of an AppError.
 */
export function nextAuthOptions(deps: NextAuthDeps): AuthOptions {
  return {
    secret: deps.secrets[0],
    providers: [
      ...(deps.isPasswordAllowed ? [credentialsProvider(deps)] : []),
      ...(deps.oidc === undefined ? [] : [oidcProvider(deps.oidc)]),
    ],
    session: { strategy: 'jwt', maxAge: sessionMaxAgeSeconds },
    jwt: { decode: ({ token }) => decodeWithAny(deps.secrets, token) },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    useSecureCookies: deps.publicUrl.startsWith('https://'),
    callbacks: {
      ...signInCallbacks(deps),
      session: ({ session, token }) => ({ ...session, userId: token.sub ?? '' }),
      redirect: ({ url }) => insideOf(deps.publicUrl, url),
    },
    events: {
      signOut: async ({ token }) => {
        if (token?.sub && token.sid) await closeSession(deps, { userId: token.sub, sessionId: token.sid });
      },
    },
    logger: {
      error: (code, error) => deps.log.warn({ err: error, code }, 'sign-in failed'),
      warn: (code) => deps.log.debug({ code }, 'sign-in warns'),
      // It would write down what the identity provider says about people.
      debug: () => undefined,
    },
  };
}

/** A sign-in goes through both, one after the other; in between it is known who it is. */
function signInCallbacks(deps: NextAuthDeps): Required<Pick<NonNullable<AuthOptions['callbacks']>, 'signIn' | 'jwt'>> {
  const { oidc, visitor } = deps;
  let person: SignedInUser | null = null;
  return {
    async signIn({ account, profile, user }) {
      if (account?.provider !== oidcProviderId) {
        person = user as SignedInUser;
        return true;
      }
      if (oidc === undefined || profile === undefined) return false;
      try {
        const found = personOf(profile as Record<string, unknown>, oidc);
        person = await oidcSignIn({ ...deps, settings: oidc }, { person: found, ip: visitor.ip });
        return true;
      } catch (error) {
        const { code, detail } = toAppError(error);
        deps.log.info({ err: error, detail }, 'a sign-in through the identity provider was refused');
        return `/sign-in?error=${encodeURIComponent(typeof detail === 'string' ? detail : code)}`;
      }
    },
    async jwt({ token, user }) {
      if (!user || person === null) {
        const claim = { userId: token.sub ?? '', sessionId: token.sid ?? '' };
        if (!(await deps.account.sessions.isOpen(claim))) throw new Error('signed out');
        return token;
      }
      const sid = await openSession(deps.store, deps, { userId: person.id, method: person.method, visitor });
      return { sub: person.id, sid };
    },
  };
}

async function decodeWithAny(secrets: readonly string[], token: string | undefined) {
  for (const secret of secrets) {
    const claims = await decode({ ...(token !== undefined && { token }), secret }).catch(() => null);
    if (claims !== null) return claims;
  }
  return null;
}

/** Made by hand: imported from an ES module, next-auth's factory is not callable. */
function credentialsProvider(deps: NextAuthDeps): CredentialsConfig {
  return {
    id: 'credentials',
    name: 'Email and password',
    type: 'credentials',
    credentials: { email: { label: 'Email', type: 'email' }, password: { label: 'Password', type: 'password' } },
    async authorize(credentials) {
      const input = signInInput.safeParse({ ...credentials, ip: deps.visitor.ip });
      if (!input.success) return null;
      try {
        return await signIn(deps, input.data);
      } catch (error) {
        return refuse(error);
      }
    },
  };
}

/** next-auth turns null into `CredentialsSignin` and a thrown error's message into the `error` of the page's URL. */
function refuse(error: unknown): null {
  const { code, detail, retryAfterMs } = toAppError(error);
  if (code === 'unauthenticated' && typeof detail !== 'string') return null;
  const limited = `${code}:${Math.ceil((retryAfterMs ?? 0) / 1_000)}`;
  const message = code === 'rate_limited' ? limited : code === 'unauthenticated' ? String(detail) : code;
  throw new Error(message, { cause: error });
}

/** Only addresses of this portal: whatever else a link asks for ends on the start page. */
function insideOf(publicUrl: string, url: string): string {
  const target = URL.canParse(url, publicUrl) ? new URL(url, publicUrl) : null;
  return target?.origin === new URL(publicUrl).origin ? target.href : publicUrl;
}
