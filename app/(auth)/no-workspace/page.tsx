import type { Metadata } from 'next';
import { MessagePage } from '@/app/_ui/message-page';
import { SignOutButton } from '@/app/_ui/shell/sign-out-button';

export const metadata: Metadata = { title: 'No workspace' };

export default function NoWorkspacePage() {
  return (
    <MessagePage
      title="You are in no workspace"
      action={
        <div className="w-40">
          <SignOutButton />
        </div>
      }
    >
      <p>
        You were taken out of the last one, or it was deleted. Your account is still there: ask an admin to invite your
        address again, then open the link that you get.
      </p>
    </MessagePage>
  );
}
