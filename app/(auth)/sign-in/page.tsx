import type { Metadata } from 'next';
import { Notice } from '@/app/_ui/kit/notice';
import { signInWays } from '@/lib/http/sign-in-ways';
import { AuthCard } from '../auth-card';
import { FaultNotice } from './fault-notice';
import { safePath } from './safe-path';
import { faultOf } from './sign-in-fault';
import { SignInForm } from './sign-in-form';
import { SsoButton } from './sso-button';

export const metadata: Metadata = { title: 'Sign in' };

type Param = string | string[] | undefined;
type Props = { searchParams: Promise<{ callbackUrl?: Param; error?: Param; done?: Param }> };

export default async function SignInPage({ searchParams }: Props) {
  const [{ callbackUrl, error, done }, ways] = await Promise.all([searchParams, signInWays()]);
  const to = safePath(callbackUrl);
  const fault = [error ?? []].flat()[0] ?? null;
  return (
    <AuthCard
      title="Sign in"
      description="to watch your events as they happen."
      footer={
        ways.isPasswordAllowed
          ? 'First time here? The email and password of the first account were printed in the terminal when this portal was started for the first time.'
          : 'This portal takes no passwords. Who may sign in is decided by the identity provider.'
      }
    >
      {done === 'reset' && (
        <Notice title="Your new password is set" className="mb-4">
          You were signed out everywhere. Sign in with it now.
        </Notice>
      )}
      {ways.sso !== null && <SsoButton name={ways.sso} to={to} />}
      {ways.sso !== null && ways.isPasswordAllowed && <Or />}
      {ways.isPasswordAllowed ? (
        <SignInForm to={to} initialError={fault} />
      ) : (
        fault !== null && (
          <div className="mt-4">
            <FaultNotice fault={faultOf(fault)} wait={0} />
          </div>
        )
      )}
    </AuthCard>
  );
}

const Or = () => (
  <p className="my-5 flex items-center gap-3 text-xs text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
    or
  </p>
);
