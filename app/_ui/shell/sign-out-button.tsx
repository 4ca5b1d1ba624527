'use client';

import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { choiceClass } from '@/app/_ui/kit/disclosure';

export function SignOutButton() {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const signOut = async (): Promise<void> => {
    setState('busy');
    try {
      const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string };
      const body = new URLSearchParams({ csrfToken, json: 'true', callbackUrl: '/sign-in' });
      const response = await fetch('/api/auth/signout', { method: 'POST', body });
      if (!response.ok) throw new Error(`sign out answered ${response.status}`);
      // A full load, so that nothing of the session stays in memory.
      window.location.replace(new URL('/sign-in', window.location.origin));
    } catch {
      setState('failed');
    }
  };
  return (
    <>
      <button type="button" className={choiceClass} disabled={state === 'busy'} onClick={() => void signOut()}>
        <LogOut aria-hidden />
        {state === 'busy' ? 'Signing out…' : 'Sign out'}
      </button>
      {state === 'failed' && (
        <p role="alert" className="px-2.5 pt-1 text-xs text-bad">
          The portal did not answer. You are still signed in.
        </p>
      )}
    </>
  );
}
