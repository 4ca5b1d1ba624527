import { restoreChart } from '@/lib/dashboards/verbs/restore-chart';
import { route } from '@/lib/http/route';

export const POST = route({ access: 'actor', run: (ctx, { params }) => restoreChart(ctx, { id: params.id ?? '' }) });
