'use client';

import { Button } from '@/app/_ui/kit/button';
import { CopyButton } from '@/app/_ui/kit/copy-button';
import { Notice } from '@/app/_ui/kit/notice';

type Props = { title: string; secret: string; children: string; onClose: () => void };

/** What is shown once. */
export function SecretNotice({ title, secret, children, onClose }: Props) {
  return (
    <Notice tone="warn" title={title}>
      <p>{children}</p>
      <code data-secret className="mt-2 block rounded-md bg-surface px-2.5 py-2 font-mono text-xs break-all">
        {secret}
      </code>
      <div className="mt-2 flex gap-2">
        <CopyButton text={secret} />
        <Button size="sm" variant="quiet" onClick={onClose}>
          I have it
        </Button>
      </div>
    </Notice>
  );
}
