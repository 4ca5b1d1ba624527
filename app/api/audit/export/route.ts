import { z } from 'zod';
import { auditFormats, exportAudit } from '@/lib/audit/export-audit';
import { auditFilterOf } from '@/lib/http/audit-query';
import { parseInput } from '@/lib/http/body';
import { fileStream } from '@/lib/http/file-stream';
import { route } from '@/lib/http/route';

const formatSchema = z.object({ format: z.enum(auditFormats) });

/** The log as a file, or what of it the filter leaves. */
export const GET = route({
  access: 'actor',
  run: (ctx, { url }) => {
    const { format } = parseInput(formatSchema, { format: url.searchParams.get('format') ?? 'ndjson' });
    const filter = auditFilterOf(new URLSearchParams([...url.searchParams].filter(([name]) => name !== 'format')));
    return fileStream(exportAudit(ctx, { format, filter }), { name: 'audit-log', format });
  },
});
