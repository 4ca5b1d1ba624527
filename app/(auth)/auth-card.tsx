import type { ReactNode } from 'react';
import { Wordmark } from '@/app/_ui/kit/mark';

type Props = { title: string; description: ReactNode; children: ReactNode; footer?: ReactNode };

/** The one card of a page for people who are not signed in. */
export function AuthCard({ title, description, children, footer }: Props) {
  return (
    <main className="grid min-h-dvh place-items-center px-5 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-8 flex justify-center">
          <Wordmark />
        </div>
        <div className="rounded-xl border border-line bg-surface p-6 shadow-card sm:p-8">
          <h1 className="text-xl font-semibold tracking-tight break-words">{title}</h1>
          <p className="mt-1 mb-6 text-sm text-muted">{description}</p>
          {children}
        </div>
        {footer !== undefined && <p className="mt-6 px-2 text-center text-xs text-faint">{footer}</p>}
      </div>
    </main>
  );
}
