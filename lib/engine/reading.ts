import { engineTables } from '@/lib/model/engine-tables';
import { literal } from './host/statement';

const others = engineTables.filter(({ table }) => table !== 'events');

/** The engine's role that may read `events` and nothing else; only the embedded engine has it. */
export const readerRole = 'reader';

/** What one statement may use up, whoever wrote it. */
const limits = {
  max_rows_to_read: 1_000_000_000,
  max_bytes_to_read: 100_000_000_000,
  max_result_bytes: 64_000_000,
  max_ast_depth: 200,
  max_ast_elements: 10_000,
  max_expanded_ast_elements: 100_000,
  max_subquery_depth: 30,
  max_query_size: 100_000,
} as const;

/**
 * Pins the workspace on a server. A filter is a condition like any other, and the optimizer may try one of the statement's
 * before it on rows of other workspaces, whose values then show in an error; with these settings it stays in front wherever
 * settings can have it so.
 */
function pinnedByFilter(workspaceId: string): Record<string, string | number> {
  const own = literal(`workspace = ${literal(workspaceId)}`);
  const filters = [`'sightglass.events':${own}`, ...others.map(({ table }) => `'sightglass.${table}':'0'`)];
  return {
    additional_table_filters: `{${filters.join(',')}}`,
    optimize_move_to_prewhere: 0,
    query_plan_optimize_prewhere: 0,
    query_plan_merge_filters: 0,
  };
}

/**
 * The settings under which people's own statements run: nothing can be changed, only rows of the workspace exist, and work
 * is bounded. The embedded engine pins the workspace by a row policy that reads `log_comment` (host/server-config); it does
 * not stand a filter besides.
 */
export function readerSettings(
  of: { workspaceId: string; rowLimit: number },
  isEmbedded: boolean,
): Record<string, string | number> {
  return {
    ...limits,
    ...(isEmbedded ? {} : pinnedByFilter(of.workspaceId)),
    log_comment: of.workspaceId,
    limit: of.rowLimit,
    allow_introspection_functions: 0,
    allow_ddl: 0,
    output_format_json_quote_64bit_integers: 1,
    output_format_json_quote_decimals: 1,
    output_format_json_quote_denormals: 0,
    readonly: 1,
  };
}
