'use client';

import { Button, buttonClass } from '@/app/_ui/kit/button';
import { Notice } from '@/app/_ui/kit/notice';
import { useAction } from '@/app/_ui/kit/use-action';
import { SignOutButton } from '@/app/_ui/shell/sign-out-button';
import { acceptCall, type Joined } from './accept-call';
import { loadPage } from './load-page';
import { NewPerson } from './new-person';

type Props = { token: string; email: string; signedInAs: string | null };

/** Joins: by one click for who is signed in, else with a new account or after signing in. */
export function AcceptInvitation({ token, email, signedInAs }: Props) {
  const { isBusy, fault, run } = useAction();
  const enter = ({ workspace }: Joined): void => {
    loadPage(`/overview?workspace=${workspace.slug}`);
  };
  if (signedInAs === null)
    return (
      <div className="grid gap-5">
        <NewPerson token={token} email={email} onJoined={enter} />
        <div className="border-t border-line pt-4 text-sm text-muted">
          <p className="mb-2">Have you signed in to this portal before?</p>
          <a
            href={`/sign-in?callbackUrl=${encodeURIComponent(`/invite/${token}`)}`}
            className={buttonClass({}, 'w-full')}
          >
            Sign in to join
          </a>
        </div>
      </div>
    );
  if (signedInAs.toLowerCase() !== email)
    return (
      <div className="grid gap-3">
        <Notice tone="warn" title={`You are signed in as ${signedInAs}`}>
          Sign out, then open the link again.
        </Notice>
        <SignOutButton />
      </div>
    );
  return (
    <div className="grid gap-4">
      {fault !== null && <Notice tone="bad">{fault}</Notice>}
      <Button
        variant="primary"
        size="lg"
        disabled={isBusy}
        aria-busy={isBusy}
        onClick={() => void run(async () => enter(await acceptCall({ token })))}
      >
        Join the workspace
      </Button>
    </div>
  );
}
