import { QueryClient } from '@tanstack/react-query';

/** Live data is replaced by the stream, never by asking again. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false, retry: false },
    },
  });
}
