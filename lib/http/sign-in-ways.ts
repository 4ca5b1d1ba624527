import { isResetOpen } from '@/lib/auth/reset/reset-with-token';
import { runtime } from '@/lib/runtime/runtime';

/** What the pages for people who are not signed in may offer. */
export type SignInWays = {
  /** Name of the identity provider; null without one. */
  sso: string | null;
  isPasswordAllowed: boolean;
  /** Whether a link for a new password can be sent. */
  isMailConfigured: boolean;
};

export async function signInWays(): Promise<SignInWays> {
  const { oidc, config, services } = await runtime();
  return {
    sso: oidc?.name ?? null,
    isPasswordAllowed: config.isPasswordAllowed,
    isMailConfigured: services.mail.isConfigured,
  };
}

/** Whether the link of a mail still works; null when the store cannot say. */
export async function resetLinkState(token: string): Promise<'open' | 'over' | null> {
  const { services } = await runtime();
  return isResetOpen(services, token).then(
    (isOpen) => (isOpen ? 'open' : 'over'),
    () => null,
  );
}
