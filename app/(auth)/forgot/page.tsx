import type { Metadata } from 'next';
import { Notice } from '@/app/_ui/kit/notice';
import { signInWays } from '@/lib/http/sign-in-ways';
import { AuthCard } from '../auth-card';
import { ForgotForm } from './forgot-form';

export const metadata: Metadata = { title: 'Forgot your password?' };

export default async function ForgotPage() {
  const { isMailConfigured, isPasswordAllowed } = await signInWays();
  const canSend = isMailConfigured && isPasswordAllowed;
  return (
    <AuthCard
      title="Forgot your password?"
      description={canSend ? 'A link to set a new one comes by mail.' : 'It cannot be set anew from here.'}
    >
      {canSend ? <ForgotForm /> : <NoMail isPasswordAllowed={isPasswordAllowed} />}
      <a href="/sign-in" className="mt-4 block text-center text-sm text-accent-strong hover:underline">
        Back to sign-in
      </a>
    </AuthCard>
  );
}

function NoMail({ isPasswordAllowed }: { isPasswordAllowed: boolean }) {
  if (!isPasswordAllowed)
    return <Notice title="This portal takes no passwords">Sign in through your identity provider.</Notice>;
  return (
    <Notice title="This portal has no mail server">
      <p>Whoever runs it can give you a new password on its machine:</p>
      <pre className="scroll-quiet my-2 overflow-x-auto rounded-md bg-surface px-2.5 py-1.5 font-mono text-xs text-ink">
        npm run reset-password -- EMAIL
      </pre>
      <p>
        With <code className="font-mono text-xs">SIGHTGLASS_SMTP_URL</code> set, a link would come by mail.
      </p>
    </Notice>
  );
}
