import { listMembers } from '@/lib/auth/members/list-members';
import { route } from '@/lib/http/route';

export const GET = route({ access: 'actor', run: async (ctx) => ({ members: await listMembers(ctx) }) });
