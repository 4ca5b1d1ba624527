'use client';

import { environmentManager, QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { makeQueryClient } from './make-query-client';

let inBrowser: QueryClient | undefined;

/** One cache per tab, kept when React throws away a first render that suspended; on the server one per request. */
function queryClient(): QueryClient {
  if (environmentManager.isServer()) return makeQueryClient();
  return (inBrowser ??= makeQueryClient());
}

export function QueryProvider({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={queryClient()}>{children}</QueryClientProvider>;
}
