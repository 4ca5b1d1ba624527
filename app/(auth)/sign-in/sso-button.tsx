'use client';

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { FaultNotice } from './fault-notice';
import { postForm } from './post-form';
import { faultOf, type SignInFault } from './sign-in-fault';

type Props = { name: string; to: string; initialError: string | null };

/** To the identity provider and, signed in, back to `to`. */
export function SsoButton({ name, to, initialError }: Props) {
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<SignInFault | null>(initialError === null ? null : faultOf(initialError));
  const go = async (): Promise<void> => {
    setBusy(true);
    setFault(null);
    const result = await postForm('/api/auth/signin/oidc', { callbackUrl: new URL(to, window.location.origin).href });
    if (result.ok) {
      window.location.assign(result.url);
      return;
    }
    setBusy(false);
    setFault(result.reason === 'failed' ? { ok: false, reason: 'sso_away' } : result);
  };
  return (
    <div className="grid gap-4">
      {fault && <FaultNotice fault={fault} wait={0} />}
      <Button size="lg" aria-busy={isBusy} disabled={isBusy} className="w-full" onClick={() => void go()}>
        <KeyRound aria-hidden />
        {isBusy ? 'One moment…' : `Sign in with ${name}`}
      </Button>
    </div>
  );
}
