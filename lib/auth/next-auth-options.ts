import type { AuthOptions } from 'next-auth';
import type { CredentialsConfig } from 'next-auth/providers/credentials';
import { toAppError } from '@/lib/errors/app-error';
import { sessionMaxAgeSeconds } from './session';
import { signIn, signInInput, type SignInDeps } from './sign-in';

declare module 'next-auth' {
  interface Session {
    userId: string;
  }
}

export type NextAuthDeps = SignInDeps & {
  secret: string;
  /** Where people reach the portal; https makes the cookies secure. */
  publicUrl: string;
  /** The caller's address, as far as the proxies in front can be believed. */
  clientIp: (headers: Record<string, string | undefined>) => string;
};

/**
 * next-auth's options: email and password, a JWT session of seven days, pages of our own. A refused sign-in arrives at
 * the sign-in page as `?error=CredentialsSignin`, `?error=rate_limited:SECONDS` or `?error=<code of an AppError>`.
 */
export function nextAuthOptions(deps: NextAuthDeps): AuthOptions {
  return {
    secret: deps.secret,
    providers: [credentialsProvider(deps)],
    session: { strategy: 'jwt', maxAge: sessionMaxAgeSeconds },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    useSecureCookies: deps.publicUrl.startsWith('https://'),
    callbacks: {
      jwt: ({ token, user }) => ({ ...token, ...(user ? { sub: user.id } : {}) }),
      session: ({ session, token }) => ({ ...session, userId: token.sub ?? '' }),
      redirect: ({ url }) => insideOf(deps.publicUrl, url),
    },
  };
}

/** Made by hand: imported from an ES module, next-auth's factory is not callable. */
function credentialsProvider(deps: NextAuthDeps): CredentialsConfig {
  return {
    id: 'credentials',
    name: 'Email and password',
    type: 'credentials',
    credentials: { email: { label: 'Email', type: 'email' }, password: { label: 'Password', type: 'password' } },
    async authorize(credentials, request) {
      const headers = (request.headers ?? {}) as Record<string, string | undefined>;
      const input = signInInput.safeParse({ ...credentials, ip: deps.clientIp(headers) });
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
  const { code, retryAfterMs } = toAppError(error);
  if (code === 'unauthenticated') return null;
  const message = code === 'rate_limited' ? `${code}:${Math.ceil((retryAfterMs ?? 0) / 1_000)}` : code;
  throw new Error(message, { cause: error });
}

/** Only addresses of this portal: whatever else a link asks for ends on the start page. */
function insideOf(publicUrl: string, url: string): string {
  const target = URL.canParse(url, publicUrl) ? new URL(url, publicUrl) : null;
  return target?.origin === new URL(publicUrl).origin ? target.href : publicUrl;
}
