import type { Metadata } from 'next';
import { Notice } from '@/app/_ui/kit/notice';
import { resetLinkState } from '@/lib/http/sign-in-ways';
import { AuthCard } from '../auth-card';
import { ResetForm } from './reset-form';

export const metadata: Metadata = { title: 'Set a new password', robots: 'noindex' };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export default async function ResetPage({ searchParams }: Props) {
  const token = [(await searchParams).token ?? ''].flat()[0] ?? '';
  const state = await resetLinkState(token.slice(0, 200));
  return (
    <AuthCard title="Set a new password" description="It signs you out everywhere; then you sign in with it.">
      {state === 'open' && <ResetForm token={token} />}
      {state === 'over' && (
        <Notice tone="warn" title="This link does not work any more">
          It was used already, or it is older than an hour.{' '}
          <a href="/forgot" className="text-accent-strong underline">
            Ask for a new one
          </a>
        </Notice>
      )}
      {state === null && (
        <Notice tone="bad" title="The portal cannot look up this link now">
          Its store does not answer. The link stays good; load this page again in a moment.
        </Notice>
      )}
    </AuthCard>
  );
}
