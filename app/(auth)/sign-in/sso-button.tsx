'use client';

import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_ui/kit/button';
import { FaultNotice } from './fault-notice';
import { postForm } from './post-form';
import { faultOf, type SignInFault } from './sign-in-fault';

type Props = {
  name: string;
  to: string;
  initialError: string | null;
  /** Whether there is no other way in below it. */
  isAlone: boolean;
};

/** To the identity provider and, signed in, back to `to`. */
export function SsoButton({ name, to, initialError, isAlone }: Props) {
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
      {!isAlone && <Or />}
    </div>
  );
}

const Or = () => (
  <p className="mt-1 mb-5 flex items-center gap-3 text-xs text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
    or
  </p>
);
