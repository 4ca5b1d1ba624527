import Link from 'next/link';
import { buttonClass } from '@/app/_ui/kit/button';
import { MessagePage } from '@/app/_ui/message-page';

/** For a link that was used, taken back, replaced, is too old, or never was one: strangers do not learn which. */
export function DeadLink({ isLimited }: { isLimited: boolean }) {
  return (
    <MessagePage
      title={isLimited ? 'Too many tries' : 'This invitation does not work'}
      action={
        <Link href="/sign-in" className={buttonClass()}>
          To the sign-in page
        </Link>
      }
    >
      {isLimited ? (
        <p>Too many links that do not work were opened from here. Wait some minutes, then open yours again.</p>
      ) : (
        <p>It was used, was taken back, or is older than seven days. Ask whoever invited you for a new link.</p>
      )}
    </MessagePage>
  );
}
