import { listSessions } from '@/lib/auth/account/list-sessions';
import { revokeOtherSessions } from '@/lib/auth/account/revoke-sessions';
import { route } from '@/lib/http/route';

export const GET = route({ access: 'actor', run: async (ctx) => ({ sessions: await listSessions(ctx) }) });

/** All but the one that asks. */
export const DELETE = route({ access: 'actor', run: (ctx) => revokeOtherSessions(ctx) });
