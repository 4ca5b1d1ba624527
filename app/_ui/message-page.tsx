import type { ReactNode } from 'react';
import { Wordmark } from './kit/mark';

/** A page that has one thing to say: nothing here, or something broke. */
export function MessagePage({ title, children, action }: { title: string; children: ReactNode; action: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-[70dvh] max-w-md flex-col justify-center gap-3 px-6 py-16">
      <div className="mb-4">
        <Wordmark />
      </div>
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <div className="text-muted">{children}</div>
      <div className="mt-2 flex gap-2">{action}</div>
    </main>
  );
}
