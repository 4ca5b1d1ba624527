import type { Metadata } from 'next';
import Link from 'next/link';
import { buttonClass } from './_ui/kit/button';
import { MessagePage } from './_ui/message-page';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <MessagePage
      title="There is nothing at this address"
      action={
        <Link href="/overview" className={buttonClass({ variant: 'primary' })}>
          To the overview
        </Link>
      }
    >
      <p>The page may have been removed, or the link is incomplete.</p>
    </MessagePage>
  );
}
