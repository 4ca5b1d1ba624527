import { listAudit } from '@/lib/audit/list-audit';
import { auditPageOf } from '@/lib/http/audit-query';
import { route } from '@/lib/http/route';

/** What changed in the workspace, newest first, page by page. */
export const GET = route({ access: 'actor', run: (ctx, { url }) => listAudit(ctx, auditPageOf(url.searchParams)) });
