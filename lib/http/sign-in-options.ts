import type { AuthOptions } from 'next-auth';
import { nextAuthOptions } from '@/lib/auth/next-auth-options';
import { sessionSecretsOf } from '@/lib/auth/secrets';
import { runtime } from '@/lib/runtime/runtime';
import { visitorOf } from './client-ip';

/** next-auth's options for one request to the running portal. */
export async function signInOptions(headers: Headers): Promise<AuthOptions> {
  const { services, secrets, config, oidc } = await runtime();
  return nextAuthOptions({
    ...services,
    secrets: sessionSecretsOf(secrets, services.clock.now()),
    publicUrl: config.publicUrl,
    visitor: visitorOf(headers),
    oidc,
    isPasswordAllowed: config.isPasswordAllowed,
  });
}
