import { route } from '@/lib/http/route';

/** The process runs and answers. */
export const GET = route({ access: 'public', run: async () => ({ status: 'ok' }) });
