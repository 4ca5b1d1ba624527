import { authorize } from '@/lib/auth/permissions';
import type { Context } from '@/lib/context';
import type { FileFormat } from '@/lib/model/parse-file-text';
import { invalidInput } from '@/lib/model/check-input';
import { parseDashboardFile } from '@/lib/dashboards/documents/parse-dashboard-file';
import { insertDashboard, toDashboard } from '@/lib/dashboards/documents/stored-dashboard';
import type { Dashboard } from '@/lib/model/dashboard';

/**
 * Makes a dashboard from an exported file or a bare document, JSON or YAML. Throws `invalid_input` that names each fault
 * with path and line; then nothing of it was imported.
 */
export async function importDashboard(
  ctx: Context,
  input: { text: string; format?: FileFormat | undefined },
): Promise<Dashboard> {
  authorize(ctx, 'dashboards:write');
  const parsed = parseDashboardFile(input.text, input.format);
  if ('faults' in parsed) throw invalidInput(parsed.faults);
  const { doc } = parsed.value;
  return toDashboard(await ctx.store.transaction((tx) => insertDashboard(tx, ctx, { doc, action: 'import' })));
}
