'use client';

import './globals.css';

/** Replaces the whole document when even the root layout failed, so it leans on nothing else. */
export default function GlobalError({ retry }: { error: Error; retry: () => void }) {
  return (
    <html lang="en">
      <body className="grid min-h-dvh place-items-center p-6">
        <title>Sightglass</title>
        <main className="max-w-md">
          <h1 className="text-2xl font-semibold tracking-tight">The portal could not start this page</h1>
          <p className="mt-3 text-muted">
            The log of the portal says why. Events that were accepted are on disk and will be there afterwards.
          </p>
          <button
            type="button"
            onClick={() => retry()}
            className="mt-5 h-9 rounded-md bg-accent px-4 text-sm font-medium text-on-accent"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
