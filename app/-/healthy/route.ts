import { full } from '@/lib/http/respond';
import { route } from '@/lib/http/route';

/** Where Prometheus' tools look whether anybody is there. */
export const GET = route({
  access: 'public',
  run: () => Promise.resolve(full('OK', { headers: { 'content-type': 'text/plain; charset=utf-8' } })),
});
