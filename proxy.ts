import { NextResponse, type NextRequest } from 'next/server';
import { sessionFromRequest } from '@/lib/auth/session';

const publicPages = /^\/(sign-in|forgot|reset|invite\/|favicon\.ico)/;
const workspaceCookie = 'sightglass-workspace';

/** Pages only: gives each a fresh script nonce, sends strangers to the sign-in page, and remembers a chosen workspace. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search, searchParams } = request.nextUrl;
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64');
  const policy = contentSecurityPolicy(nonce);

  if (!publicPages.test(pathname) && !(await isSignedIn(request))) {
    const to = new URL('/sign-in', request.nextUrl);
    if (pathname !== '/') to.searchParams.set('callbackUrl', pathname + search);
    return secured(NextResponse.redirect(to), policy);
  }

  const head = new Headers(request.headers);
  head.set('x-nonce', nonce);
  head.set('content-security-policy', policy);
  head.set('x-sightglass-path', pathname + search);
  head.delete('x-sightglass-workspace');
  const workspace = searchParams.get('workspace');
  if (workspace) head.set('x-sightglass-workspace', workspace);
  const response = NextResponse.next({ request: { headers: head } });
  if (workspace && /^[a-z0-9-]{1,40}$/.test(workspace))
    response.cookies.set(workspaceCookie, workspace, {
      sameSite: 'lax',
      httpOnly: true,
      path: '/',
      maxAge: 31_536_000,
    });
  return secured(response, policy);
}

/** Only what the cookie says; whether the session goes on is the page's question, which asks the store anyway. */
async function isSignedIn(request: NextRequest): Promise<boolean> {
  const secrets = [process.env.NEXTAUTH_SECRET, process.env.NEXTAUTH_PREVIOUS_SECRET].filter((secret) => !!secret);
  return (await sessionFromRequest(request.headers, secrets as string[])) !== null;
}

function contentSecurityPolicy(nonce: string): string {
  const isDev = process.env.NODE_ENV === 'development';
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? ` 'unsafe-eval'` : ''}`,
    // Charts and the grid set inline style attributes, which no nonce can allow.
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'${isDev ? ' ws: wss:' : ''}`,
    `object-src 'none'`,
    `base-uri 'self'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

function secured(response: NextResponse, policy: string): NextResponse {
  response.headers.set('content-security-policy', policy);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  return response;
}

export const config = { matcher: ['/((?!api|embed/|_next/static|_next/image|metrics|-/).*)'] };
