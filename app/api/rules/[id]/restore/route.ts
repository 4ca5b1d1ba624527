import { restoreRule } from '@/lib/alerts/verbs/restore-rule';
import { route } from '@/lib/http/route';

export const POST = route({ access: 'actor', run: (ctx, { params }) => restoreRule(ctx, { id: params.id ?? '' }) });
