import type { AuthOptions } from 'next-auth';
import { nextAuthOptions } from '@/lib/auth/next-auth-options';
import { createSignInLimiter } from '@/lib/auth/sign-in-limiter';
import { runtime } from '@/lib/runtime/runtime';
import { singleton } from '@/lib/runtime/singleton';
import { clientIpHeader } from './client-ip';

/** next-auth's options for the running portal; the limiter of wrong passwords is one per process. */
export async function signInOptions(): Promise<AuthOptions> {
  const { services, secrets, config } = await runtime();
  return singleton('sign-in-options', () =>
    nextAuthOptions({
      store: services.store,
      clock: services.clock,
      newId: services.newId,
      limiter: createSignInLimiter(services.clock),
      secret: secrets.sessionSecret,
      publicUrl: config.publicUrl,
      clientIp: (headers) => headers[clientIpHeader] ?? 'unknown',
    }),
  );
}
