import { route } from '@/lib/http/route';
import { listDeletions } from '@/lib/people/list-deletions';

/** The last deletions, without whose data it was. */
export const GET = route({ access: 'actor', run: async (ctx) => ({ deletions: await listDeletions(ctx) }) });
