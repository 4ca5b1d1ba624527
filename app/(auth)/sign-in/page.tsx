import type { Metadata } from 'next';
import { Wordmark } from '@/app/_ui/kit/mark';
import { safePath } from './safe-path';
import { SignInForm } from './sign-in-form';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error } = await searchParams;
  return (
    <main className="grid min-h-dvh place-items-center px-5 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-8 flex justify-center">
          <Wordmark />
        </div>
        <div className="rounded-xl border border-line bg-surface p-6 shadow-card sm:p-8">
          <h1 className="text-xl font-semibold tracking-tight">Sign in</h1>
          <p className="mt-1 mb-6 text-sm text-muted">to watch your events as they happen.</p>
          <SignInForm to={safePath(callbackUrl)} initialError={[error ?? []].flat()[0] ?? null} />
        </div>
        <p className="mt-6 px-2 text-center text-xs text-faint">
          First time here? The email and password of the first account were printed in the terminal when this portal was
          started for the first time.
        </p>
      </div>
    </main>
  );
}
