import type { Metadata } from 'next';
import { Notice } from '@/app/_ui/kit/notice';
import { signInWays } from '@/lib/http/sign-in-ways';
import { AuthCard } from '../auth-card';
import { safePath } from './safe-path';
import { faultOf, isSsoFault } from './sign-in-fault';
import { SignInForm } from './sign-in-form';
import { SsoButton } from './sso-button';

export const metadata: Metadata = { title: 'Sign in' };

type Param = string | string[] | undefined;
type Props = { searchParams: Promise<{ callbackUrl?: Param; error?: Param; done?: Param }> };

export default async function SignInPage({ searchParams }: Props) {
  const [{ callbackUrl, error, done }, { sso, isPasswordAllowed }] = await Promise.all([searchParams, signInWays()]);
  const to = safePath(callbackUrl);
  const fault = [error ?? []].flat()[0] ?? null;
  const isAboutSso = sso !== null && fault !== null && (!isPasswordAllowed || isSsoFault(faultOf(fault)));
  return (
    <AuthCard
      title="Sign in"
      description="to watch your events as they happen."
      footer={isPasswordAllowed ? firstTime : noPasswords}
    >
      {done === 'reset' && <Done />}
      {sso !== null && (
        <SsoButton name={sso} to={to} initialError={isAboutSso ? fault : null} isAlone={!isPasswordAllowed} />
      )}
      {isPasswordAllowed && <SignInForm to={to} initialError={isAboutSso ? null : fault} />}
    </AuthCard>
  );
}

const firstTime =
  'First time here? The email and password of the first account were printed in the terminal when this portal was started for the first time.';
const noPasswords = 'This portal takes no passwords. Who may sign in is decided by the identity provider.';

const Done = () => (
  <Notice title="Your new password is set" className="mb-4">
    You were signed out everywhere. Sign in with it now.
  </Notice>
);
