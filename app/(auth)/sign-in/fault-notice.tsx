import { Notice } from '@/app/_ui/kit/notice';
import { formatDuration } from '@/lib/time/duration';
import { ssoRefusals, type SignInFault } from './sign-in-fault';

/** Why the last attempt failed, and what to do next; `wait` are the seconds left until another one is allowed. */
export function FaultNotice({ fault, wait }: { fault: SignInFault; wait: number }) {
  switch (fault.reason) {
    case 'limited':
      return (
        <Notice tone="warn" title="Too many attempts">
          {wait > 0 ? `Please wait ${formatDuration(wait * 1_000)}, then try again.` : 'You can try again now.'}
        </Notice>
      );
    case 'wrong':
      return <Notice tone="bad" title="The email or the password is not right." />;
    case 'code':
      return null;
    case 'wrong_code':
      return (
        <Notice tone="bad" title="This code is not right, or it was used before.">
          The app shows a new one every 30 seconds.
        </Notice>
      );
    case 'sso_away':
      return (
        <Notice tone="bad" title="The identity provider cannot be reached">
          Try again in a moment. A password still works, where there is one.
        </Notice>
      );
    case 'sso_refused':
      return (
        <Notice tone="bad" title="You were not signed in">
          {ssoRefusals[fault.why]}
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="bad" title="The portal did not answer">
          Check that it is still running, then try again.
        </Notice>
      );
  }
}
