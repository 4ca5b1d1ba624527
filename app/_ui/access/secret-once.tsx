'use client';

import { CopyButton } from '@/app/_ui/kit/copy-button';

type Props = { value: string; title: string; label: string; note: string };

/** Something that is shown once and stored as a hash only. */
export function SecretOnce({ value, title, label, note }: Props) {
  return (
    <div role="status" className="grid gap-2 rounded-md border border-accent bg-accent-soft px-3 py-3">
      <p className="text-sm font-medium">{title}</p>
      <div className="flex flex-wrap items-center gap-2">
        <code
          data-testid="secret-once"
          className="min-w-0 flex-1 basis-52 truncate rounded-md border border-line bg-surface px-3 py-1.5 font-mono text-sm"
        >
          {value}
        </code>
        <CopyButton text={value} label={label} />
      </div>
      <p className="text-xs text-muted">{note}</p>
    </div>
  );
}
