'use client';

import { Button } from './_ui/kit/button';
import { MessagePage } from './_ui/message-page';

type Props = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: Props) {
  return (
    <MessagePage
      title="This page could not be drawn"
      action={
        <Button variant="primary" onClick={() => retry()}>
          Try again
        </Button>
      }
    >
      <p>Your data is safe; events are still being accepted. If it happens again, the portal’s log has the details.</p>
      {error.digest !== undefined && (
        <p className="mt-2 text-xs text-faint">
          Reference <code className="font-mono">{error.digest}</code>
        </p>
      )}
    </MessagePage>
  );
}
